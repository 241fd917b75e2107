using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>Settings of ADD and DEL.</summary>
public sealed record AllocationOptions
{
    public required SelectionOptions Selection { get; init; }

    /// <summary>Whether StatefulSet pods keep their addresses (enableStatefulSet).</summary>
    public bool EnableStatefulSet { get; init; } = true;

    /// <summary>Whether KubeVirt machines keep their addresses over restarts and migrations (enableKubevirtStaticIP).</summary>
    public bool EnableKubevirtStaticIP { get; init; } = true;

    public bool EnableIPConflictDetection { get; init; }

    public bool EnableGatewayDetection { get; init; }

    /// <summary>SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS.</summary>
    public bool ReleaseConflictIPs { get; init; } = true;

    /// <summary>How long giving back a part of a failed ADD may take; after that a retry or the DEL finds it.</summary>
    public TimeSpan GiveBackTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
