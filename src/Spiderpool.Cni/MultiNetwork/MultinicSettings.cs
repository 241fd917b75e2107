using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The plugin's keys of the network configuration. An absent one has its default.</summary>
internal sealed record MultinicSettings
{
    private static readonly IReadOnlyList<string> KnownKeys =
    [
        "cniVersion", "name", "type", "prevResult", "runtimeConfig", "args", "capabilities", "cni.dev/valid-attachments",
        "cni.dev/attachments", "socketPath", "confDir", "stateDir", "defaultNetwork", .. PluginLogReader.Keys,
    ];

    public AgentOptions Agent { get; init; } = new();

    public required PluginLogOptions Log { get; init; }

    /// <summary>Folder with the node's network configurations.</summary>
    public string ConfDir { get; init; } = "/etc/cni/net.d";

    /// <summary>Folder for what DEL needs to know of each ADD.</summary>
    public string StateDir { get; init; } = "/var/lib/cni/multinic";

    /// <summary>Name of the node's network for first interfaces; null for the first one in <see cref="ConfDir"/>.</summary>
    public string? DefaultNetwork { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    public static MultinicSettings Read(NetConf conf)
    {
        var (root, log) = (conf.Root, PluginLogReader.Read(conf.Root, "/var/log/spidernet/multinic.log"));
        var defaults = new MultinicSettings { Log = log };
        return defaults with
        {
            Agent = new AgentOptions { Socket = PathReader.Socket(root, "socketPath") ?? AgentPaths.DefaultSocket },
            ConfDir = PathReader.File(root, "confDir") ?? defaults.ConfDir,
            StateDir = PathReader.File(root, "stateDir") ?? defaults.StateDir,
            DefaultNetwork = root.Text("defaultNetwork") is { Length: > 0 } name ? name : null,
            Warnings = [.. root.UnknownKeys(KnownKeys).Select(key => $"key \"{key}\" has no meaning and is ignored")],
        };
    }
}
