using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Cni.Agent;

public sealed partial class AgentClient
{
    /// <summary>The networks of a pod.</summary>
    /// <inheritdoc cref="Allocate"/>
    public PodNetworks GetNetworks(PodNetworksArgs args)
    {
        var answer = Send("POST", AgentPaths.PodNetworks, AgentRequests.Write(args), options.QueryLimit);
        try
        {
            return AgentAnswers.ReadNetworks(JsonElement.Parse(answer.Body.Span));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ReasonException(Reason.Internal,
                $"POST {AgentPaths.PodNetworks}: the agent on {options.Socket} answered wrongly: {e.Message}", e);
        }
    }

    /// <summary>Notes at the pod what it got.</summary>
    /// <inheritdoc cref="Allocate"/>
    public void SetNetworkStatus(NetworkStatusArgs args) =>
        Send("POST", AgentPaths.NetworkStatus, AgentRequests.Write(args), options.QueryLimit);
}
