namespace Spiderpool.Sandbox.Workloads;

/// <summary>How pods of an old template are replaced.</summary>
public sealed record RolloutStrategy
{
    /// <summary>
    /// Deployment, <c>Recreate</c>: all old pods go before the first new one comes. Else they are replaced a quarter at a time.
    /// </summary>
    public string? Type { get; init; }
}
