using System.Text.Json.Nodes;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The networks of one sandbox, kept from before the first ADD until the last DEL.</summary>
internal sealed record PodRecord(string ContainerId, string NetNs, string Args, IReadOnlyList<DelegateNetwork> Networks)
{
    private const string Kind = "spiderpoolMultinicV1";

    public string ToJson() => new JsonObject
    {
        ["kind"] = Kind,
        ["containerId"] = ContainerId,
        ["netns"] = NetNs,
        ["cniArgs"] = Args,
        ["networks"] = new JsonArray([.. Networks.Select(network => (JsonNode)network.ToJson())]),
    }.ToJsonString();

    /// <summary>Null for what is no such record: it was cut off by the end of the machine, and the sandbox ended with it.</summary>
    public static PodRecord? Parse(string text)
    {
        var json = JsonMembers.ParseObject(text);
        if (json.Text("kind") != Kind || json.Text("containerId") is not { } container || json.Member("networks") is not JsonArray items)
            return null;
        var (netns, args) = (json.Text("netns") ?? "", json.Text("cniArgs") ?? "");
        return new PodRecord(container, netns, args, [.. items.Select(item => new DelegateNetwork(
            item.Text("name") ?? "",
            NetworkConfigList.Parse(item.Text("config") ?? ""),
            new Attachment(container, netns, item.Text("ifName") ?? "", args)
            {
                CapabilityArgs = item.Member("capabilityArgs") as JsonObject,
            }))]);
    }
}
