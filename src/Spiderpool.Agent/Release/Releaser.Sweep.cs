using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Agent.Release;

public sealed partial class Releaser
{
    /// <summary>
    /// CNI GC: pods of this node whose sandbox the runtime no longer lists and that the API server no longer has alive
    /// give their addresses back. The list alone frees nothing: it may be that of another network.
    /// </summary>
    /// <returns>Pods that gave something back.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync(IpamGcArgs args, CancellationToken cancellationToken)
    {
        var valid = args.ValidAttachments.Select(attachment => attachment.ContainerID).ToHashSet();
        var released = new List<string>();
        foreach (var endpoint in endpoints.OfThisNode)
        {
            if (endpoint.Status?.Current.SandboxID is not { } sandbox || valid.Contains(sandbox)) continue;
            if (await SweepAsync(endpoint, sandbox, cancellationToken)) released.Add(endpoint.Key);
        }
        return released;
    }

    private async Task<bool> SweepAsync(SpiderEndpoint endpoint, string sandbox, CancellationToken cancellationToken)
    {
        var (uid, pod) = (endpoint.Status!.Current.Uid, endpoint.Metadata.Name!);
        if (EndpointRules.IsOfVirtualMachine(endpoint))
        {
            // Its pod has another name. One that the cache does not have (any more) is for the controller's scan.
            if (cluster.VirtualMachines.CachedLauncher(uid) is not { } launcher) return false;
            pod = launcher.Metadata.Name!;
        }
        var outcome = await ReleaseAsync(
            new IpamDelArgs
            {
                ContainerID = sandbox,
                PodNamespace = endpoint.Metadata.Namespace!,
                PodName = pod,
                PodUID = uid,
            },
            cancellationToken);
        return outcome == ReleaseOutcome.Released;
    }
}
