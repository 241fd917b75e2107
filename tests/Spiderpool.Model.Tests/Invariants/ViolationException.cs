namespace Spiderpool.Model.Tests.Invariants;

/// <summary>Ends a history: an invariant does not hold.</summary>
internal sealed class ViolationException(string invariant, string detail) : Exception($"{invariant}: {detail}")
{
    public Violation Violation { get; } = new(invariant, detail);
}
