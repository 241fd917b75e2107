using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Networks;

/// <summary>Notes at a pod which interfaces it got.</summary>
internal sealed class NetworkStatusWriter(KubernetesClient client)
{
    /// <exception cref="ReasonException">The API server did not take it, or has another pod of the name by now.</exception>
    public async Task WriteAsync(NetworkStatusArgs args, CancellationToken cancellationToken)
    {
        var status = JsonSerializer.Serialize(args.Networks, ApiJson.Default.IReadOnlyListNetworkStatus);
        var metadata = new JsonObject { ["annotations"] = new JsonObject { [NetworkStatus.Annotation] = status } };
        // A UID in the patch is a precondition: the API server refuses to change it.
        if (args.PodUID.Length > 0) metadata["uid"] = args.PodUID;
        var patch = System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["metadata"] = metadata }.ToJsonString());
        var write = await ApiCalls.WriteAsync(
            () => client.PatchAsync<Pod>(args.PodNamespace, args.PodName, PatchType.Merge, patch, "status", cancellationToken));
        if (write.Outcome == WriteOutcome.Written) return;
        var reason = write.Outcome is WriteOutcome.Gone or WriteOutcome.Conflict ? Reason.PodNotFound : Reason.ApiServerUnavailable;
        throw new ReasonException(reason, $"annotation {NetworkStatus.Annotation}: {write.Detail}");
    }
}
