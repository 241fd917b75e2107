using System.Text.RegularExpressions;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>The examples of docs/reference/annotations.md work.</summary>
public partial class AnnotationsPageTests
{
    private static readonly SpiderIPPool[] Cluster =
    [
        Pools.IPv4("rack-a-1"), Pools.IPv4("rack-a-2"), Pools.IPv6("rack-a-v6"), Pools.IPv4("storage"),
        Network("first", "kube-system/macvlan-a"), Network("second", "shop/macvlan-b"), Network("data", "storage/macvlan-c"),
    ];

    public static TheoryData<string, string> Examples() => new(
        Block().Matches(SourceTree.Read("docs/reference/annotations.md"))
            .SelectMany(block => Line().Matches(block.Groups[1].Value))
            .Select(line => (line.Groups[1].Value, line.Groups[2].Value.Trim('\''))));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_selects_pools(string key, string value)
    {
        var request = Selecting.Request(Cluster);
        var result = key switch
        {
            AnnotationKeys.DefaultIPv4IPPool or AnnotationKeys.DefaultIPv6IPPool => request.WithNamespaceAnnotation(key, value).Select(),
            AnnotationKeys.MultusDefaultNetwork => request.WithPodAnnotation(key, value).Naming("first").Select(),
            AnnotationKeys.MultusNetworks => (request with { IfName = "data0" }).WithPodAnnotation(key, value).Naming("data").Select(),
            AnnotationKeys.Routes => request.WithPodAnnotation(key, value).Naming("storage").Select(),
            _ => request.WithPodAnnotation(key, value).Select(),
        };

        Assert.Null(result.Failure);
        Assert.All(result.Interfaces.SelectMany(nic => nic.Families), family => Assert.NotEmpty(family.Pools));
    }

    [Fact]
    public void The_page_has_an_example_of_each_key_that_selects() =>
        Assert.Equal(
            new[]
            {
                AnnotationKeys.IPPool, AnnotationKeys.IPPools, AnnotationKeys.Routes, AnnotationKeys.DefaultIPv4IPPool,
                AnnotationKeys.DefaultIPv6IPPool, AnnotationKeys.MultusDefaultNetwork, AnnotationKeys.MultusNetworks,
            }.Order(),
            Examples().Select(row => row.Data.Item1).Distinct().Order());

    private static SpiderIPPool Network(string name, string network) =>
        Pools.IPv4(name).WithSpec(spec => spec with { MultusName = [network] });

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^([^:]+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
