using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.MultiNetwork;

namespace Spiderpool.Cni.Agent;

public sealed partial class AgentClient
{
    /// <summary>The networks of a pod.</summary>
    /// <inheritdoc cref="Allocate"/>
    public DelegateRequests GetNetworks(PodNetworksArgs args)
    {
        var answer = Send("POST", AgentPaths.PodNetworks, AgentRequests.Write(args), options.QueryLimit);
        // Not by WireObject: its texts are bounded by what a path may have, and configurations are longer.
        var json = JsonMembers.ParseObject(Encoding.UTF8.GetString(answer.Body.Span))
            ?? throw new ReasonException(Reason.Internal,
                $"POST {AgentPaths.PodNetworks}: the agent on {options.Socket} answered wrongly: the body is no JSON object");
        return new DelegateRequests(
            json.Member("default") is JsonObject first ? RequestOf(first) : null,
            [.. (json.Member("additional") as JsonArray ?? []).OfType<JsonObject>().Select(RequestOf)]);
    }

    /// <summary>Notes at the pod what it got.</summary>
    /// <inheritdoc cref="Allocate"/>
    public void SetNetworkStatus(NetworkStatusArgs args) =>
        Send("POST", AgentPaths.NetworkStatus, AgentRequests.Write(args), options.QueryLimit);

    private static DelegateRequest RequestOf(JsonObject item) => new(
        item.Text("name") ?? "", item.Text("interface") ?? "", item.Text("config") ?? "", item.Member("capabilityArgs") as JsonObject,
        [.. (item.Member("defaultRoute") as JsonArray ?? []).Select(gateway => gateway?.GetValue<string>() ?? "")]);
}
