using System.Text.Json.Nodes;

namespace Spiderpool.Cni.Delegation;

/// <summary>One plugin of a list.</summary>
/// <param name="Type">Name of its binary.</param>
/// <param name="Settings">Its object in the list; not to be changed.</param>
public sealed record PluginConfig(string Type, JsonObject Settings);
