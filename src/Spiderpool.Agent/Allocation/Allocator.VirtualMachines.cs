using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Allocation;

public sealed partial class Allocator
{
    /// <summary>The endpoint of a machine bears its name, and so may that of a pod: neither takes the other's addresses.</summary>
    private static void RequireOfKind(PodContext pod, SpiderEndpoint? present)
    {
        if (present is null || EndpointRules.IsOfVirtualMachine(present) == pod.Machine is not null) return;
        var (owner, other) = pod.Machine is null ? ("a virtual machine", "pod") : ("a pod", "virtual machine");
        throw new ReasonException(Reason.StaticAddressMismatch,
            $"SpiderEndpoint {present.Key} is that of {owner}: give the {other} {pod.Key} another name");
    }

    /// <summary>
    /// Whether the pod is the target of a live migration: the machine still answers for its addresses on the other node, which
    /// is no conflict.
    /// </summary>
    private async Task<bool> IsMigratedToAsync(PodContext pod, CancellationToken cancellationToken) =>
        pod.Machine is not null && VirtualMachine.MigrationOf(pod.Pod) is { Length: > 0 } migration
        && await cluster.VirtualMachines.HasMigrationAsync(pod.Namespace, migration, cancellationToken);
}
