using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Ipam;

/// <summary>Reads <see cref="IpamSettings"/>; an absent key, or an absent block, gets the defaults.</summary>
internal static class IpamSettingsReader
{
    private const string DefaultLogPath = "/var/log/spidernet/spiderpool.log";

    // sun_path of unix(7), less the final NUL.
    private const int MaxSocketPathLength = 107;

    public static readonly IReadOnlyList<string> KnownKeys =
    [
        "type", "log_level", "log_file_path", "log_file_max_size", "log_file_max_age", "log_file_max_count",
        "default_ipv4_ippool", "default_ipv6_ippool", "clean_gateway", "match_master_subnet", "ipam_unix_socket_path",
    ];

    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    public static IpamSettings Read(WireObject root) => root.Object("ipam") is { } ipam
        ? ReadBlock(ipam)
        : new IpamSettings { Log = new PluginLogOptions { Path = DefaultLogPath } };

    private static IpamSettings ReadBlock(WireObject ipam) => new()
    {
        Agent = new AgentOptions { Socket = PathOf(ipam, "ipam_unix_socket_path", MaxSocketPathLength) ?? AgentPaths.DefaultSocket },
        Log = ReadLog(ipam),
        DefaultIPv4Pools = PoolsOf(ipam, "default_ipv4_ippool"),
        DefaultIPv6Pools = PoolsOf(ipam, "default_ipv6_ippool"),
        CleanGateway = ipam.Flag("clean_gateway") ?? false,
        MatchMasterSubnet = ipam.Flag("match_master_subnet") ?? false,
        Warnings = [.. ipam.UnknownKeys(KnownKeys).Select(key => $"key \"{key}\" has no meaning and is ignored")],
    };

    private static PluginLogOptions ReadLog(WireObject ipam)
    {
        var defaults = new PluginLogOptions { Path = DefaultLogPath };
        return defaults with
        {
            Level = LevelOf(ipam) ?? defaults.Level,
            Path = PathOf(ipam, "log_file_path", 4000) ?? defaults.Path,
            MaxSize = ipam.Number("log_file_max_size", 1) ?? defaults.MaxSize,
            MaxAge = ipam.Number("log_file_max_age", 0) ?? defaults.MaxAge,
            MaxCount = ipam.Number("log_file_max_count", 0) ?? defaults.MaxCount,
        };
    }

    private static PluginLogLevel? LevelOf(WireObject ipam) => ipam.Text("log_level")?.ToLowerInvariant() switch
    {
        null or "" => null,
        "debug" => PluginLogLevel.Debug,
        "info" => PluginLogLevel.Info,
        "warn" => PluginLogLevel.Warn,
        "error" => PluginLogLevel.Error,
        "fatal" => PluginLogLevel.Fatal,
        "panic" => PluginLogLevel.Panic,
        _ => throw ipam.Invalid("log_level", "debug, info, warn, error, fatal or panic"),
    };

    private static string? PathOf(WireObject ipam, string key, int maxLength)
    {
        if (ipam.Text(key) is not { Length: > 0 } path) return null;
        return path[0] == '/' && path[^1] != '/' && System.Text.Encoding.UTF8.GetByteCount(path) <= maxLength
            ? path
            : throw ipam.Invalid(key, $"an absolute path of a file, at most {maxLength} bytes");
    }

    private static IReadOnlyList<string>? PoolsOf(WireObject ipam, string key)
    {
        var pools = ipam.Texts(key);
        if (pools is null or { Count: 0 }) return null;
        return pools.All(pool => pool.Length > 0) ? pools : throw ipam.Invalid(key, "a list of pool names, none of them empty");
    }
}
