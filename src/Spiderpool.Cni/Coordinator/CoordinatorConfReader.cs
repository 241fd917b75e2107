using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Coordinator;

/// <summary>Reads <see cref="CoordinatorConf"/> (spec/cni.md 1).</summary>
internal static class CoordinatorConfReader
{
    private const string DefaultLogPath = "/var/log/spidernet/coordinator.log";

    /// <summary>Keys that are read; those of spec/cni.md 1 that have no effect in the original either are known and ignored.</summary>
    public static readonly IReadOnlyList<string> KnownKeys =
    [
        "mode", "podDefaultCniNic", "podDefaultRouteNic", "overlayPodCIDR", "serviceCIDR", "hijackCIDR", "policyRoutes",
        "tunePodRoutes", "hostRuleTable", "podRPFilter", "podMACPrefix", "txQueueLen", "vethLinkAddress", "vethMTU", "logOptions",
        "ipam_unix_socket_path",
    ];

    private static readonly IReadOnlyList<string> OtherKeys =
    [
        // Of CNI.
        "type", "name", "cniVersion", "cniVersions", "prevResult", "capabilities", "runtimeConfig", "args", "dns", "ipam",
        "cni.dev/valid-attachments", "cni.dev/attachments",
        // Without effect, as in the original.
        "multusNicPrefix", "hostRPFilter", "detectIPConflict", "detectGateway", "detectOptions", "podDefaultRouteNIC", "podInterfaces",
    ];

    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    public static CoordinatorConf Read(WireObject root) => new()
    {
        Agent = new AgentOptions { Socket = PathReader.Socket(root, "ipam_unix_socket_path") ?? new AgentOptions().Socket },
        Log = ReadLog(root),
        Values = CoordinatorValuesReader.Read(root),
        Warnings = [.. root.UnknownKeys([.. KnownKeys, .. OtherKeys]).Select(key => $"key \"{key}\" has no meaning and is ignored")],
    };

    private static PluginLogOptions ReadLog(WireObject root)
    {
        var defaults = new PluginLogOptions { Path = DefaultLogPath, Level = PluginLogLevel.Debug };
        if (root.Object("logOptions") is not { } log) return defaults;
        return defaults with
        {
            Level = PluginLogLevels.Read(log, "logLevel") ?? defaults.Level,
            Path = PathReader.File(log, "logFile") ?? defaults.Path,
            MaxSize = log.Number("logMaxSize", 1) ?? defaults.MaxSize,
            MaxAge = log.Number("logMaxAge", 0) ?? defaults.MaxAge,
            MaxCount = log.Number("logMaxCount", 0) ?? defaults.MaxCount,
        };
    }
}
