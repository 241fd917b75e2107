using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;

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
        var outcome = await ReleaseAsync(
            new IpamDelArgs
            {
                ContainerID = sandbox,
                PodNamespace = endpoint.Metadata.Namespace!,
                PodName = endpoint.Metadata.Name!,
                PodUID = endpoint.Status!.Current.Uid,
            },
            cancellationToken);
        return outcome == ReleaseOutcome.Released;
    }
}
