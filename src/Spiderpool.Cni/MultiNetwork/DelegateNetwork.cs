using System.Text.Json.Nodes;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>One network of a pod.</summary>
/// <param name="Name">As the pod's status shows it: <c>namespace/name</c> of its definition, or its name on the node.</param>
/// <param name="List">What to run.</param>
/// <param name="Attachment">The interface.</param>
internal sealed record DelegateNetwork(string Name, NetworkConfigList List, Attachment Attachment)
{
    /// <summary>Gateways of the pod's default route, if it goes over this interface.</summary>
    public IReadOnlyList<string> DefaultRoute { get; init; } = [];

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["config"] = List.Text,
        ["ifName"] = Attachment.IfName,
        ["capabilityArgs"] = Attachment.CapabilityArgs?.DeepClone(),
    };

    public override string ToString() => $"{Name} ({Attachment.IfName})";
}
