using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Controller.Reclaim;

public sealed partial class ReclaimScanner
{
    /// <summary>
    /// The pods of the namespace's machines, if a record may be that of one: those are not found by the record's name, and one that
    /// shuts down or migrates uses the address although the machine itself is gone.
    /// </summary>
    private async Task<IReadOnlyList<Pod>> LaunchersAsync(
        string ns, IEnumerable<Holder> holders, IReadOnlyDictionary<string, Pod> pods,
        IReadOnlyDictionary<string, SpiderEndpoint> endpoints, CancellationToken cancellationToken)
    {
        bool MayBeOfMachine(Holder holder) => pods.GetValueOrDefault(holder.Name)?.Metadata.Uid != holder.PodUid
            && (!endpoints.TryGetValue(holder.Name, out var endpoint) || EndpointRules.IsOfVirtualMachine(endpoint));

        return ns.Length > 0 && holders.Any(MayBeOfMachine) ? await cluster.ReadLaunchersAsync(ns, cancellationToken) : [];
    }

    private static bool IsOf(Pod launcher, Holder holder) =>
        launcher.Metadata.Uid == holder.PodUid && VirtualMachine.NameOf(launcher) == holder.Name;

    /// <summary>Whether records and endpoints that bear the key are those of the pod.</summary>
    private static bool Bears(Pod pod, string key) =>
        pod.Key == key || (VirtualMachine.NameOf(pod) is { } machine && $"{pod.Metadata.Namespace}/{machine}" == key);
}
