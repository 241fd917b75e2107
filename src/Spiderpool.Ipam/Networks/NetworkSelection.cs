using System.Text.Json;
using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Networks;

/// <summary>
/// One network that a pod asks for: a NetworkAttachmentDefinition, and what the pod wants of it (Kubernetes Network Custom
/// Resource Definition De-facto Standard 4.1.2).
/// </summary>
/// <param name="Namespace">Of the NetworkAttachmentDefinition.</param>
/// <param name="Name">Of the NetworkAttachmentDefinition.</param>
/// <param name="Interface">Name in the pod; null for the next <c>netN</c>.</param>
public sealed record NetworkSelection(string Namespace, string Name, string? Interface)
{
    /// <summary>Addresses, with or without prefix length.</summary>
    public IReadOnlyList<string> Ips { get; init; } = [];

    public string? Mac { get; init; }

    public string? InfinibandGuid { get; init; }

    /// <summary>Gateways of the pod's default route, which then goes over this interface.</summary>
    public IReadOnlyList<Address> DefaultRoute { get; init; } = [];

    /// <summary>Object for the capability <c>bandwidth</c>.</summary>
    public JsonElement? Bandwidth { get; init; }

    /// <summary>Array for the capability <c>portMappings</c>.</summary>
    public JsonElement? PortMappings { get; init; }

    /// <summary>Object that goes to the plugins as <c>args.cni</c>.</summary>
    public JsonElement? CniArgs { get; init; }

    /// <summary><c>namespace/name</c>.</summary>
    public override string ToString() => $"{Namespace}/{Name}";
}
