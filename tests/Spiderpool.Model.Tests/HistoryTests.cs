using System.Diagnostics;
using System.Globalization;
using Spiderpool.Model.Tests.Planted;

namespace Spiderpool.Model.Tests;

/// <summary>
/// The product's committer, allocator and releaser in random histories of several agents, and its reclaim in those of
/// controllers. Each run takes other ones; a failure names the seed of the history, and SPIDERPOOL_MODEL_SEED repeats it alone.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const string SeedVariable = "SPIDERPOOL_MODEL_SEED", CountVariable = "SPIDERPOOL_MODEL_HISTORIES";

    [Fact]
    public void Random_histories_hold_all_invariants()
    {
        if (Number(SeedVariable) is { } chosen)
        {
            Replay(chosen);
            return;
        }
        var seed = Random.Shared.Next();
        var count = Number(CountVariable) ?? 20_000;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            if (History.Run(unchecked(seed + i), HistoryLength.Usual, Plant.None).Violation is null) continue;
            Assert.Fail(Report(unchecked(seed + i)));
        }
        output.WriteLine($"{count} histories from seed {seed} on, in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void The_same_seed_makes_the_same_history()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var first = History.Run(seed, HistoryLength.Usual, Plant.None, isTraced: true);
            Assert.Equal(first.Trace, History.Run(seed, HistoryLength.Usual, Plant.None, isTraced: true).Trace);
            Assert.Contains("ADD", first.Trace);
        }
    }

    private void Replay(int seed)
    {
        var result = History.Run(seed, HistoryLength.Usual, Plant.None, isTraced: true);
        output.WriteLine(result.Trace);
        Assert.True(result.Violation is null, $"seed {seed}: {result.Violation}");
    }

    /// <summary>The history step by step; a shorter one that breaks the same rule, if there is one, is easier to read.</summary>
    private static string Report(int seed)
    {
        var result = History.Run(seed, HistoryLength.Usual, Plant.None, isTraced: true);
        var shorter = Shrinking.FindShorter(seed, result, Plant.None);
        return $"{SeedVariable}={seed} repeats this: {result.Violation}\n"
            + (shorter is { } found
                ? $"seed {found.Seed} breaks the same rule in {found.Result.Steps} steps:\n{found.Result.Trace}"
                : result.Trace);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
