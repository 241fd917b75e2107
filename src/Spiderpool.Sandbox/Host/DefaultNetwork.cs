using System.Text.Json.Nodes;
using Spiderpool.Linux.Files;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Host;

/// <summary>The network of a node that has no configuration of its own: macvlan on the uplink, addresses by Spiderpool.</summary>
internal static class DefaultNetwork
{
    /// <summary>Writes the configuration unless the folder has one.</summary>
    public static void Write(NodeFolder folder, string logFile)
    {
        Directory.CreateDirectory(folder.NetworkConfigurations);
        if (Directory.EnumerateFiles(folder.NetworkConfigurations, "*.conflist").Any())
            return;
        var list = new JsonObject
        {
            ["name"] = "underlay",
            // The newest that Debian's plugins know.
            ["cniVersion"] = "1.0.0",
            ["plugins"] = new JsonArray(new JsonObject
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
            }),
        };
        AtomicFile.Write(Path.Combine(folder.NetworkConfigurations, "10-underlay.conflist"), list.ToJsonString(Indented));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };
}
