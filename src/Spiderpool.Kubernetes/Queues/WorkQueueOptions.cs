namespace Spiderpool.Kubernetes;

/// <summary>Pauses of keys whose work failed.</summary>
public sealed record WorkQueueOptions
{
    /// <summary>Pause after the first failure of a key; doubled by each further one.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(10);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(1);
}
