namespace Spiderpool.Sandbox.Workloads;

/// <summary>How a Deployment replaces its pods.</summary>
public sealed record RolloutStrategy
{
    /// <summary><c>Recreate</c>: all old pods go before the first new one comes. Else they are replaced a quarter at a time.</summary>
    public string? Type { get; init; }
}
