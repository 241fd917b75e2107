using BenchmarkDotNet.Attributes;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Benchmarks.Micro;

/// <summary>The choice among a hundred pools.</summary>
public class SelectionBenchmarks
{
    private static readonly SelectionRequest Wildcard = Request("rack-*");
    private static readonly SelectionRequest OneName = Request("rack-50");

    [Benchmark]
    public SelectionResult SelectByName() => Selected(OneName);

    /// <summary>Each pool is looked at; half of them are for other nodes.</summary>
    [Benchmark]
    public SelectionResult SelectByWildcard() => Selected(Wildcard);

    private static SelectionResult Selected(SelectionRequest request)
    {
        var result = PoolSelector.Select(request);
        return result.Failure is { } failure ? throw failure : result;
    }

    private static SelectionRequest Request(string pools)
    {
        var metadata = new ObjectMeta
        {
            Namespace = "default",
            Name = "web-0",
            Uid = "9d8f0c5e-6a4b-4b7e-9a43-0f3f6b1c2d3e",
            Labels = new Dictionary<string, string> { ["app"] = "web" },
            Annotations = new Dictionary<string, string> { [AnnotationKeys.IPPool] = $$"""{"ipv4":["{{pools}}"]}""" },
        };
        return new SelectionRequest
        {
            IfName = "eth0",
            Pod = new Pod { Metadata = metadata, Spec = new PodSpec { NodeName = "node-0" } },
            Namespace = new Namespace { Metadata = new() { Name = "default" } },
            Node = new Node { Metadata = new() { Name = "node-0" } },
            Controller = new TopController("apps/v1", "Deployment", "default", "web", "1"),
            Options = new SelectionOptions { EnableIPv4 = true, EnableIPv6 = true },
            Pools = [.. Enumerable.Range(0, 100).Select(Pool)],
        };
    }

    private static SpiderIPPool Pool(int number) => new()
    {
        Metadata = new() { Name = $"rack-{number}" },
        Spec = new()
        {
            IpVersion = 4,
            Subnet = $"10.{number}.0.0/16",
            Ips = [$"10.{number}.1.0-10.{number}.4.255"],
            NodeName = [$"node-{number % 2}"],
            PodAffinity = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
        },
    };
}
