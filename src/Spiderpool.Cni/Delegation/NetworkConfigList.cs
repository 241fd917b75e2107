using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Delegation;

/// <summary>A network configuration list, as in a <c>.conflist</c> file (CNI spec 1.1, section 1).</summary>
public sealed record NetworkConfigList
{
    /// <summary>The list as it was read.</summary>
    public required string Text { get; init; }

    public required string Name { get; init; }

    public required CniVersion Version { get; init; }

    /// <summary>CHECK is not called.</summary>
    public bool DisableCheck { get; init; }

    /// <summary>GC is not called.</summary>
    public bool DisableGc { get; init; }

    public required ImmutableArray<PluginConfig> Plugins { get; init; }

    /// <exception cref="FormatException">The text is no such list; the message has every fault.</exception>
    public static NetworkConfigList Parse(string text)
    {
        JsonObject? root;
        try
        {
            root = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new FormatException($"the network configuration list is not JSON: {e.Message}", e);
        }

        var faults = new List<string>();
        if (root.Text("name") is not { Length: > 0 } name)
            faults.Add("\"name\" is missing");
        else if (name.AsSpan().ContainsAnyExcept(NameCharacters))
            faults.Add($"\"name\" is \"{name}\", want letters, digits, '_', '.' and '-'");
        var version = CniVersion.Find(root.Text("cniVersion") ?? "");
        if (version is null)
            faults.Add($"\"cniVersion\" is \"{root.Text("cniVersion")}\", want one of {string.Join(", ", CniVersion.Supported)}");
        var items = root.Member("plugins") as JsonArray ?? [];
        var plugins = items.Select((item, index) => ParsePlugin(item, index, faults)).ToImmutableArray();
        if (plugins.IsEmpty)
            faults.Add("\"plugins\" has no plugin");
        if (faults.Count > 0)
            throw new FormatException($"the network configuration list cannot be used: {string.Join("; ", faults)}");
        return new NetworkConfigList
        {
            Text = text,
            Name = root.Text("name")!,
            Version = version!,
            DisableCheck = root.Flag("disableCheck"),
            DisableGc = root.Flag("disableGC"),
            Plugins = plugins,
        };
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    private static PluginConfig ParsePlugin(JsonNode? item, int index, List<string> faults)
    {
        var type = item.Text("type") ?? "";
        // The type becomes part of a path.
        if (type.Length == 0 || type.AsSpan().ContainsAnyExcept(NameCharacters) || type is "." or "..")
            faults.Add($"\"plugins[{index}].type\" is \"{type}\", want the name of a plugin");
        return new PluginConfig(type, item as JsonObject ?? []);
    }
}
