using Spiderpool.Model.Tests.Planted;

namespace Spiderpool.Model.Tests;

/// <summary>
/// Looks for a shorter history that breaks the same rule. Turns cannot be left out of a history, since each depends on those
/// before; but short histories are many and cheap, and the shortest of a few thousand says most.
/// </summary>
internal static class Shrinking
{
    private const int Attempts = 4000;

    /// <returns>Null when none is shorter.</returns>
    public static (int Seed, HistoryResult Result)? FindShorter(int seed, HistoryResult found, Plant plant)
    {
        (int Seed, int Steps)? best = null;
        for (var i = 1; i <= Attempts; i++)
        {
            var other = unchecked(seed + i);
            var result = History.Run(other, best?.Steps ?? found.Steps, plant);
            if (result.Violation?.Invariant != found.Violation?.Invariant || result.Steps >= (best?.Steps ?? found.Steps)) continue;
            best = (other, result.Steps);
        }
        // A turn more than the one that broke it: the violation must come before the faults end.
        return best is { } shortest
            ? (shortest.Seed, History.Run(shortest.Seed, shortest.Steps + 1, plant, isTraced: true))
            : null;
    }
}
