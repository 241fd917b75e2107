using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The network configurations in a folder of the node, as the runtime reads it, without our own.</summary>
internal sealed class NodeNetworks(string folder)
{
    private const string Own = "multinic";

    /// <summary>The list of the given name; the first one for null.</summary>
    /// <exception cref="ReasonException">NetworkNotFound, or NetworkUnusable.</exception>
    public NetworkConfigList Find(string? name)
    {
        var faults = new List<string>();
        foreach (var path in Files())
        {
            try
            {
                if (Read(path) is { } list && (name is null || list.Name == name)) return list;
            }
            catch (Exception e) when (e is FormatException or IOException)
            {
                // As the runtime does: a file that cannot be read does not hide the next one.
                faults.Add($"{Path.GetFileName(path)}: {e.Message}");
            }
        }
        var wanted = name is null ? "a network configuration beside that of multinic" : $"a configuration of network \"{name}\"";
        throw new ReasonException(faults.Count > 0 ? Reason.NetworkUnusable : Reason.NetworkNotFound,
            $"{folder} has not {wanted}" + (faults.Count > 0 ? $" that can be read: {string.Join("; ", faults)}" : ""));
    }

    /// <summary>What to run for a network: the configuration of its definition, or the node's of that name.</summary>
    /// <exception cref="ReasonException">NetworkUnusable, or NetworkNotFound.</exception>
    public NetworkConfigList ListOf(PodNetwork network)
    {
        if (network.Config.Length == 0) return Find(network.Name[(network.Name.IndexOf('/') + 1)..]);
        try
        {
            return NetworkConfigList.Parse(network.Config);
        }
        catch (FormatException e)
        {
            throw new ReasonException(Reason.NetworkUnusable, $"NetworkAttachmentDefinition {network.Name}: {e.Message}", e);
        }
    }

    private IEnumerable<string> Files() => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder).Where(path => Path.GetExtension(path) is ".conf" or ".conflist" or ".json")
            .Order(StringComparer.Ordinal);

    private static NetworkConfigList? Read(string path)
    {
        var text = File.ReadAllText(path);
        var json = JsonMembers.ParseObject(text);
        if (json is not null && json.Member("plugins") is null)
        {
            var plugin = json.DeepClone();
            json = new JsonObject
            {
                ["cniVersion"] = json.Member("cniVersion")?.DeepClone(),
                ["name"] = json.Member("name")?.DeepClone(),
                ["plugins"] = new JsonArray(plugin),
            };
            text = json.ToJsonString();
        }
        var isOwn = (json.Member("plugins") as JsonArray ?? []).Any(plugin => plugin.Text("type") == Own);
        return isOwn ? null : NetworkConfigList.Parse(text);
    }
}
