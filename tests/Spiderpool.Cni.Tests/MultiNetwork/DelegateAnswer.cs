using System.Text.Json.Nodes;

namespace Spiderpool.Cni.Tests.MultiNetwork;

/// <summary>A network as the agent tells it.</summary>
/// <param name="Name">Of the NetworkAttachmentDefinition, in namespace shop.</param>
/// <param name="Plugin">The one plugin of its list; empty for a network of the node.</param>
/// <param name="Interface">Empty for the first.</param>
internal sealed record DelegateAnswer(string Name, string Plugin, string Interface)
{
    public string? Mac { get; init; }

    public string Version { get; init; } = "1.1.0";

    public JsonObject ToJson() => new()
    {
        ["name"] = $"shop/{Name}",
        ["interface"] = Interface,
        ["config"] = Plugin.Length == 0 ? "" : MultinicBench.ListOf(Name, Plugin, Version),
        ["capabilityArgs"] = Mac is null ? null : new JsonObject { ["mac"] = Mac },
        ["defaultRoute"] = new JsonArray(),
    };
}
