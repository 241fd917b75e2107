using System.Text.Json;

namespace Spiderpool.Api.AgentApi;

/// <summary>One network of a pod.</summary>
public sealed record PodNetwork
{
    /// <summary><c>namespace/name</c> of the NetworkAttachmentDefinition.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Name in the pod; empty for the first one, which the runtime names.</summary>
    public string Interface { get; init => field = value ?? ""; } = "";

    /// <summary>CNI network configuration list, JSON text; empty for the file of the network's name on the node.</summary>
    public string Config { get; init => field = value ?? ""; } = "";

    /// <summary>For the plugins that have these capabilities (CNI conventions, dynamic plugin fields).</summary>
    public IReadOnlyDictionary<string, JsonElement>? CapabilityArgs { get; init; }

    /// <summary>Gateways of the pod's default route, if it goes over this interface.</summary>
    public IReadOnlyList<string> DefaultRoute { get; init => field = value ?? []; } = [];
}
