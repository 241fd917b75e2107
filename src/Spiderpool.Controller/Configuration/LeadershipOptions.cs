namespace Spiderpool.Controller.Configuration;

/// <summary>Times of the leader election (spec/components.md 4.1).</summary>
public sealed record LeadershipOptions
{
    public const string LeaseName = "spiderpool-controller-leases";

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause after the leadership was lost.</summary>
    public TimeSpan RetryGap { get; init; } = TimeSpan.FromSeconds(1);
}
