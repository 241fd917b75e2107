using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>One network as the agent tells it (<see cref="Api.AgentApi.PodNetwork"/>).</summary>
public sealed record DelegateRequest(
    string Name, string Interface, string Config, JsonObject? CapabilityArgs, IReadOnlyList<string> DefaultRoute)
{
    /// <summary>What to run: the definition's configuration, or the node's of that name.</summary>
    /// <exception cref="ReasonException">NetworkUnusable, or NetworkNotFound.</exception>
    internal NetworkConfigList ListOf(NodeNetworks node)
    {
        if (Config.Length == 0) return node.Find(Name[(Name.IndexOf('/') + 1)..]);
        try
        {
            return NetworkConfigList.Parse(Config);
        }
        catch (FormatException e)
        {
            throw new ReasonException(Reason.NetworkUnusable, $"NetworkAttachmentDefinition {Name}: {e.Message}", e);
        }
    }
}
