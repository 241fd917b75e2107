namespace Spiderpool.Model.Tests;

/// <summary>An invariant does not hold.</summary>
/// <param name="Invariant">Its name.</param>
/// <param name="Detail">What was found.</param>
internal sealed record Violation(string Invariant, string Detail)
{
    public override string ToString() => $"{Invariant}: {Detail}";
}
