namespace Spiderpool.Kubernetes;

/// <summary>Who reports events, and how many at most.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>As in <c>spiderpool-agent</c>.</summary>
    public required string Component { get; init; }

    /// <summary>Node, or null for a component of the cluster.</summary>
    public string? Host { get; init; }

    /// <summary>Name of the reporting pod.</summary>
    public string? Instance { get; init; }

    /// <summary>Sustained rate of writes.</summary>
    public double WritesPerSecond { get; init; } = 5;

    /// <summary>Writes at once after a quiet time.</summary>
    public int Burst { get; init; } = 50;

    /// <summary>Events that wait to be written; further ones are dropped.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>How long after the last one a repeat is counted instead of reported anew.</summary>
    public TimeSpan RepeatWindow { get; init; } = TimeSpan.FromMinutes(10);
}
