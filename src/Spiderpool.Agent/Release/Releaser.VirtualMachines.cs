using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Release;

public sealed partial class Releaser
{
    /// <summary>
    /// Name of the pod's endpoint: that of the pod, or of its virtual machine. Of a machine's pod that is gone, what this process
    /// remembers tells, or a record, which bears the name too.
    /// </summary>
    private string EndpointName(string podNamespace, string podName, string uid, Pod? pod)
    {
        var isThere = pod is not null && pod.Metadata.Uid == uid;
        var machine = isThere ? VirtualMachine.NameOf(pod!) : null;
        if (isThere && machine is null) return podName;
        if (machine is not null && options.EnableKubevirtStaticIP) return machine;
        return sandboxes.MachineOf(uid) ?? RecordedName(podNamespace, uid) ?? podName;
    }

    private string? RecordedName(string podNamespace, string uid) => cluster.Pools
        .SelectMany(pool => PoolLedger.RecordsOf(pool, uid))
        .Select(held => held.Record.Pod)
        .FirstOrDefault(key => key.StartsWith($"{podNamespace}/", StringComparison.Ordinal))?[(podNamespace.Length + 1)..];

    /// <summary>
    /// Whether the addresses of a machine stay: it will run again, or another of its pods may use them, since it was migrating when
    /// it was deleted.
    /// </summary>
    private async Task<bool> IsMachineKeptAsync(SpiderEndpoint endpoint, string uid, CancellationToken cancellationToken)
    {
        var (ns, name) = (endpoint.Metadata.Namespace!, endpoint.Metadata.Name!);
        return await cluster.VirtualMachines.IsWantedAsync(ns, name, cancellationToken)
            || VirtualMachine.HasOther(await cluster.VirtualMachines.ReadLaunchersAsync(ns, cancellationToken), name, uid);
    }

    /// <summary>Whether static addresses are switched on for the owner of the endpoint.</summary>
    private bool IsEnabledFor(SpiderEndpoint endpoint) =>
        EndpointRules.IsOfVirtualMachine(endpoint) ? options.EnableKubevirtStaticIP : options.EnableStatefulSet;
}
