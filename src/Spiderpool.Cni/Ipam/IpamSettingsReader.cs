using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Ipam;

/// <summary>Reads <see cref="IpamSettings"/>; an absent key, or an absent block, gets the defaults.</summary>
internal static class IpamSettingsReader
{
    private const string DefaultLogPath = "/var/log/spidernet/spiderpool.log";

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
        Agent = new AgentOptions { Socket = PathReader.Socket(ipam, "ipam_unix_socket_path") ?? AgentPaths.DefaultSocket },
        Log = PluginLogReader.Read(ipam, DefaultLogPath),
        DefaultIPv4Pools = PoolsOf(ipam, "default_ipv4_ippool"),
        DefaultIPv6Pools = PoolsOf(ipam, "default_ipv6_ippool"),
        CleanGateway = ipam.Flag("clean_gateway") ?? false,
        MatchMasterSubnet = ipam.Flag("match_master_subnet") ?? false,
        Warnings = [.. ipam.UnknownKeys(KnownKeys).Select(key => $"key \"{key}\" has no meaning and is ignored")],
    };

    private static IReadOnlyList<string>? PoolsOf(WireObject ipam, string key)
    {
        var pools = ipam.Texts(key);
        if (pools is null or { Count: 0 }) return null;
        return pools.All(pool => pool.Length > 0) ? pools : throw ipam.Invalid(key, "a list of pool names, none of them empty");
    }
}
