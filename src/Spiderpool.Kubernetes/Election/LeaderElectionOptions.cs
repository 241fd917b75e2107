namespace Spiderpool.Kubernetes;

/// <summary>Which Lease elects the leader, and how fast.</summary>
public sealed record LeaderElectionOptions
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Of this process and no other, as in the pod's name and UID: an own Lease is taken over at once.</summary>
    public required string Identity { get; init; }

    /// <summary>How long others wait after the last sign of the leader before they take over. Whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on leading without a renewal; must be shorter than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between attempts to acquire or to renew.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
