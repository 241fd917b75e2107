using System.Text.Json.Nodes;
using Spiderpool.Linux.Files;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Host;

/// <summary>
/// The network of a node that has no configuration of its own: macvlan on the uplink, addresses by Spiderpool, and multinic
/// before it, so that pods may name further networks.
/// </summary>
internal static class DefaultNetwork
{
    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the configuration unless the folder has one.</summary>
    public static void Write(NodeFolder folder, string logFile)
    {
        Directory.CreateDirectory(folder.NetworkConfigurations);
        if (Directory.EnumerateFiles(folder.NetworkConfigurations, "*.conflist").Any())
            return;
        // The newest that Debian's plugins know.
        Write(folder, "10-underlay", "underlay", "1.0.0", new JsonObject
        {
            ["type"] = "macvlan",
            ["master"] = VirtualNode.Uplink,
            ["mode"] = "bridge",
            ["ipam"] = new JsonObject
            {
                ["type"] = "spiderpool",
                ["ipam_unix_socket_path"] = folder.AgentSocket,
                ["log_file_path"] = logFile,
                ["log_level"] = "info",
            },
        });
        Write(folder, "00-multinic", "multinic", "1.1.0", new JsonObject
        {
            ["type"] = "multinic",
            ["socketPath"] = folder.AgentSocket,
            ["confDir"] = folder.NetworkConfigurations,
            ["stateDir"] = folder.Multinic,
            ["log_file_path"] = logFile,
        });
    }

    private static void Write(NodeFolder folder, string file, string name, string version, JsonObject plugin)
    {
        var list = new JsonObject { ["name"] = name, ["cniVersion"] = version, ["plugins"] = new JsonArray((JsonNode)plugin) };
        AtomicFile.Write(Path.Combine(folder.NetworkConfigurations, $"{file}.conflist"), list.ToJsonString(Indented));
    }
}
