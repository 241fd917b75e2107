using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>Pure: the objects that a benchmark makes. Names hold the run's, so that runs can share a cluster.</summary>
internal static class BenchmarkObjects
{
    private static readonly JsonElement Containers =
        JsonDocument.Parse("""[{"name":"pause","image":"pause"}]""").RootElement.Clone();

    public static Namespace Namespace(string name) => new() { Metadata = new() { Name = name } };

    public static Node Node(string name) => new() { Metadata = new() { Name = name } };

    /// <summary>A pool with a tenth more addresses than pods, as a busy pool has.</summary>
    /// <param name="name">Of the pool.</param>
    /// <param name="isIPv4">Its family.</param>
    /// <param name="pods">Pods that must find room.</param>
    public static SpiderIPPool Pool(string name, bool isIPv4, int pods)
    {
        var last = 256 + pods + (pods / 10) + 8;
        return new SpiderIPPool
        {
            Metadata = new() { Name = name },
            Spec = new()
            {
                IpVersion = isIPv4 ? 4 : 6,
                Subnet = isIPv4 ? "10.250.0.0/16" : "fd00:250::/64",
                Gateway = isIPv4 ? "10.250.0.1" : "fd00:250::1",
                Ips = [isIPv4 ? $"10.250.1.0-10.250.{last >> 8}.{last & 255}" : $"fd00:250::100-fd00:250::{last:x}"],
            },
        };
    }

    public static Pod Pod(
        string @namespace, string name, string node, IEnumerable<string> ipv4Pools, IEnumerable<string> ipv6Pools) => new()
        {
            Metadata = new ObjectMeta
            {
                Namespace = @namespace,
                Name = name,
                Annotations = new Dictionary<string, string>
                {
                    [AnnotationKeys.IPPool] = $$"""{"ipv4":{{Names(ipv4Pools)}},"ipv6":{{Names(ipv6Pools)}}}""",
                },
            },
            Spec = new PodSpec { NodeName = node, OtherFields = new() { ["containers"] = Containers } },
        };

    private static string Names(IEnumerable<string> names) => $"[{string.Join(',', names.Select(name => $"\"{name}\""))}]";
}
