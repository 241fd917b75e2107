using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Where candidates come from (spec/ipam.md 4.3): the first source that applies is the only one.</summary>
public class SourceTests
{
    private static readonly SpiderIPPool[] Cluster =
    [
        Pools.IPv4("ippools"), Pools.IPv4("ippool"), Pools.IPv4("namespace"), Pools.IPv4("cni"),
        Pools.IPv4("default").WithSpec(spec => spec with { Default = true }), Pools.IPv6("default-v6"),
    ];

    /// <summary>Each source by precedence, with the way to set it.</summary>
    private static readonly (PoolSource Source, string Pool, Func<SelectionRequest, SelectionRequest> Set)[] Sources =
    [
        (PoolSource.IPPoolsAnnotation, "ippools",
            request => request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["ippools"]}]""")),
        (PoolSource.IPPoolAnnotation, "ippool",
            request => request.WithPodAnnotation(AnnotationKeys.IPPool, """{"ipv4":["ippool"]}""")),
        (PoolSource.NamespaceAnnotation, "namespace",
            request => request.WithNamespaceAnnotation(AnnotationKeys.DefaultIPv4IPPool, """["namespace"]""")),
        (PoolSource.CniConfiguration, "cni", request => request with { CniIPv4Pools = ["cni"] }),
        (PoolSource.ClusterDefault, "default", request => request),
    ];

    public static TheoryData<int, int> Pairs() =>
        new(from first in Enumerable.Range(0, Sources.Length)
            from second in Enumerable.Range(first, Sources.Length - first)
            select (first, second));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_source_of_higher_precedence_is_taken_and_none_is_mixed_in(int first, int second)
    {
        var result = Sources[first].Set(Sources[second].Set(Selecting.Request(Cluster))).Select();

        Assert.Null(result.Failure);
        Assert.Equal(Sources[first].Source, result.Source);
        Assert.Equal($"eth0 IPv4: {Sources[first].Pool}", result.Chosen());
    }

    [Fact]
    public void A_source_that_gives_one_family_is_not_completed_by_the_next()
    {
        var result = Selecting.Request(Cluster)
            .WithNamespaceAnnotation(AnnotationKeys.DefaultIPv6IPPool, """["default-v6"]""")
            .Select();

        Assert.Equal(PoolSource.NamespaceAnnotation, result.Source);
        Assert.Equal("eth0 IPv6: default-v6", result.Chosen());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_source_of_the_pod_that_says_nothing_is_an_error_not_the_next_source(string value)
    {
        foreach (var key in new[] { AnnotationKeys.IPPool, AnnotationKeys.IPPools })
        {
            Selecting.Request(Cluster).WithPodAnnotation(key, value).Select().AssertFailure(Reason.InvalidAnnotation);
        }
    }

    [Fact]
    public void An_empty_list_of_a_namespace_leaves_the_decision_to_the_next_source() => Assert.Equal(
        PoolSource.ClusterDefault,
        Selecting.Request(Cluster).WithNamespaceAnnotation(AnnotationKeys.DefaultIPv4IPPool, "[]").Select().Source);

    [Fact]
    public void The_ippool_annotation_and_later_sources_are_for_whichever_interface_is_asked_for()
    {
        foreach (var (_, pool, set) in Sources[1..])
        {
            Assert.Equal($"net7 IPv4: {pool}", (set(Selecting.Request(Cluster)) with { IfName = "net7" }).Select().Chosen());
        }
    }

    [Fact]
    public void The_ippools_annotation_gives_all_its_interfaces_at_once()
    {
        const string Value = """[{"interface":"net1","ipv4":["ippool"]},{"interface":"eth0","ipv4":["ippools"]}]""";
        var result = (Selecting.Request(Cluster) with { IfName = "net1" })
            .WithPodAnnotation(AnnotationKeys.IPPools, Value).Select();

        Assert.Equal("net1 IPv4: ippool; eth0 IPv4: ippools", result.Chosen());
        Assert.Equal([(0, false), (1, false)], result.Interfaces.Select(nic => (nic.Index, nic.IsUnnamed)));
    }

    [Fact]
    public void Items_without_interface_are_numbered()
    {
        const string Value = """
            [{"ipv4":["ippool"]},{"ipv4":["ippools"],"interface":""},{"ipv4":["ippools"],"interface":null}]
            """;
        var result = (Selecting.Request(Cluster) with { IfName = "net2" })
            .WithPodAnnotation(AnnotationKeys.IPPools, Value).Select();

        Assert.Equal("0 IPv4: ippool; 1 IPv4: ippools; 2 IPv4: ippools", result.Chosen());
        Assert.Equal([(0, true), (1, true), (2, true)], result.Interfaces.Select(nic => (nic.Index, nic.IsUnnamed)));
    }

    [Fact]
    public void An_interface_that_the_ippools_annotation_does_not_name_has_no_address()
    {
        var result = (Selecting.Request(Cluster) with { IfName = "net1" })
            .WithPodAnnotation(AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["ippools"]}]""").Select();

        Assert.Equal(
            "annotation ipam.spidernet.io/ippools of pod shop/web-0 names eth0, but not interface net1; add an item for it",
            result.AssertFailure(Reason.NoAddressForInterface).Detail);
        Assert.Equal(PoolSource.None, result.Source);
        Assert.Empty(result.Interfaces);
    }

    [Fact]
    public void Default_pools_of_both_families_are_taken_by_name()
    {
        SpiderIPPool[] pools = [Pools.IPv4("c"), Pools.IPv6("b"), Pools.IPv4("a"), Pools.IPv6("a6"), Pools.IPv4("not-default")];
        var defaults = pools[..4].Select(pool => pool.WithSpec(spec => spec with { Default = true }));
        var result = Selecting.Request([.. defaults, pools[4]]).Select();

        Assert.Equal("eth0 IPv4: a c; eth0 IPv6: a6 b", result.Chosen());
    }

    [Fact]
    public void Without_any_source_the_error_says_what_to_set() =>
        Assert.StartsWith(
            "no pool selection rules for pod shop/web-0: ",
            Selecting.Request(Pools.IPv4()).Select().AssertFailure(Reason.NoPoolRule).Detail);

    [Theory]
    [InlineData(AnnotationKeys.Subnet, """{"ipv4":["s"]}""")]
    [InlineData(AnnotationKeys.Subnets, """[{"interface":"eth0","ipv4":["s"]}]""")]
    public void I00024_Subnet_annotations_go_first_and_are_refused_without_automatic_pools_and_ignored_without_subnets(
        string key, string value)
    {
        var request = Selecting.Request(Cluster).WithPodAnnotation(key, value).Naming("ippool");
        SelectionResult With(SelectionOptions options) => (request with { Options = options }).Select();

        Assert.Contains("no automatic IPv4 pool for eth0", With(Selecting.Options with
        {
            EnableSpiderSubnet = true,
            EnableAutoPoolForApplication = true,
        }).AssertFailure(Reason.AutomaticPoolPending).Detail);
        Assert.Contains("enableAutoPoolForApplication is false", With(Selecting.Options with { EnableSpiderSubnet = true })
            .AssertFailure(Reason.SubnetNotSupported).Detail);
        Assert.Equal(["ippool"], With(Selecting.Options with { EnableAutoPoolForApplication = true }).Names());
    }

    [Fact]
    public void A_pool_that_is_named_and_not_there_is_an_error() =>
        Assert.Equal(
            "SpiderIPPool no-such, named for interface eth0, does not exist; create it or correct the name",
            Selecting.Request(Cluster).Naming("ippool", "no-such").Select().AssertFailure(Reason.PoolNotFound).Detail);

    [Theory]
    [InlineData("ippool", "ippool", "named by \"ippool\" and by \"ippool\"")]
    [InlineData("ippool", "ipp*l", "named by \"ippool\" and by \"ipp*l\"")]
    [InlineData("ippoo?", "ipp*l", "named by \"ippoo?\" and by \"ipp*l\"")]
    public void A_pool_that_is_named_twice_for_an_interface_is_an_error(string first, string second, string how) =>
        Assert.Equal(
            $"duplicate IPPool ippool for interface eth0: {how}; name it once",
            Selecting.Request(Cluster).Naming(first, second).Select().AssertFailure(Reason.DuplicatePool).Detail);

    [Fact]
    public void A_pool_may_serve_two_interfaces()
    {
        const string Value = """[{"interface":"eth0","ipv4":["ippool"]},{"interface":"net1","ipv4":["ippool"]}]""";

        Assert.Equal(
            "eth0 IPv4: ippool; net1 IPv4: ippool",
            Selecting.Request(Cluster).WithPodAnnotation(AnnotationKeys.IPPools, Value).Select().Chosen());
    }

    [Theory]
    [InlineData("Pool_A", "is not a pool name")]
    [InlineData("", "is not a pool name")]
    [InlineData("pool-[a", "is not a pool name")]
    [InlineData("pool-*[", "is not a well-formed wildcard")]
    public void Names_in_the_CNI_configuration_are_checked_too(string name, string problem)
    {
        var ipv4 = (Selecting.Request(Cluster) with { CniIPv4Pools = ["cni", name] }).Select().AssertFailure(Reason.InvalidNetConf);
        var ipv6 = (Selecting.Request(Cluster) with { CniIPv6Pools = [name] }).Select().AssertFailure(Reason.InvalidNetConf);

        Assert.StartsWith($"default_ipv4_ippool has \"{name}\", which {problem}", ipv4.Detail);
        Assert.StartsWith($"default_ipv6_ippool has \"{name}\", which {problem}", ipv6.Detail);
    }
}
