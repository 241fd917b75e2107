using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Ipam.Tests;

/// <summary>Pools as the API server would give them.</summary>
internal static class Pools
{
    /// <summary>10.20.0.0/16 with ten addresses; what matters to a test is set by <c>with</c>.</summary>
    public static SpiderIPPool IPv4(string name = "v4", params string[] ips) =>
        Of(name, "10.20.0.0/16", ips.Length > 0 ? ips : ["10.20.0.11-10.20.0.20"]);

    public static SpiderIPPool IPv6(string name = "v6", params string[] ips) =>
        Of(name, "fd00:20::/64", ips.Length > 0 ? ips : ["fd00:20::11-fd00:20::20"]);

    public static SpiderIPPool Of(string name, string subnet, params string[] ips) => new()
    {
        Metadata = new ObjectMeta { Name = name, ResourceVersion = "1" },
        Spec = new SpiderIPPoolSpec { IpVersion = subnet.Contains(':') ? 6 : 4, Subnet = subnet, Ips = ips },
    };

    public static SpiderIPPool WithSpec(this SpiderIPPool pool, Func<SpiderIPPoolSpec, SpiderIPPoolSpec> change) =>
        pool with { Spec = change(pool.Spec) };

    public static SpiderIPPool WithRecords(this SpiderIPPool pool, string? allocatedIPs, string? last = null) =>
        pool with { Status = new SpiderIPPoolStatus { AllocatedIPs = allocatedIPs, LastAllocatedIP = last } };

    public static SpiderIPPool Terminating(this SpiderIPPool pool) =>
        pool with { Metadata = pool.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

    public static LabelSelector Labels(params (string Key, string Value)[] labels) =>
        new() { MatchLabels = labels.ToDictionary(label => label.Key, label => label.Value) };

    public static LabelSelector Expression(string key, string @operator, params string[] values) =>
        new() { MatchExpressions = [new() { Key = key, Operator = @operator, Values = values.Length > 0 ? values : null }] };
}
