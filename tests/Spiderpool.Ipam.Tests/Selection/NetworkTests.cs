using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>multusName against the Multus annotations of the pod (spec/ipam.md 4.5, steps 7 and 8).</summary>
public class NetworkTests
{
    private const string Attached = AnnotationKeys.MultusNetworks, Default = AnnotationKeys.MultusDefaultNetwork;

    private static SelectionRequest Request(string nic, params string[] multusName)
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with { MultusName = multusName });
        return Selecting.Request(pool).Naming("p") with { IfName = nic };
    }

    private static void Passes(SelectionRequest request) => Assert.Equal(["p"], request.Select().Names());

    private static string Dropped(SelectionRequest request, Reason? reason = null)
    {
        var refusal = request.Select().Refusal();
        Assert.Equal(("network", reason ?? Reason.NetworkMismatch), (refusal.Filter, refusal.Reason));
        return refusal.Detail;
    }

    [Fact]
    public void A_pool_without_multusName_passes_where_there_is_no_Multus()
    {
        Passes(Request("eth0"));
        Passes(Request("net1"));
        Passes(Request("net1").WithPodAnnotation(Attached, "{{{ not to be read"));
    }

    [Theory]
    [InlineData("macvlan-a")] // in the namespace of the pod
    [InlineData("shop/macvlan-a")]
    [InlineData("shop/macvlan-a@eth0")]
    [InlineData(" shop/macvlan-a ")]
    [InlineData("""{"name":"macvlan-a"}""")]
    [InlineData("""{"name":"macvlan-a","namespace":""}""")]
    [InlineData("""[{"name":"macvlan-a","namespace":"shop"}]""")]
    [InlineData("shop/macvlan-a,shop/ignored")]
    public void The_network_of_the_first_interface_is_the_default_network_annotation(string value)
    {
        Passes(Request("eth0", "other", "shop/macvlan-a").WithPodAnnotation(Default, value));
        Assert.Equal(
            "the interface is of network shop/macvlan-a, which is not in spec.multusName [shop/macvlan-b,macvlan-a]",
            Dropped(Request("eth0", "shop/macvlan-b", "macvlan-a").WithPodAnnotation(Default, value)));
    }

    [Theory]
    [InlineData("kube-system/cluster", true)]
    [InlineData("cluster", true)] // in the namespace of the installation
    [InlineData("shop/cluster", false)]
    public void Without_that_annotation_it_is_the_cluster_network(string clusterNetwork, bool passes)
    {
        var request = Request("eth0", "cluster") with { Options = Selecting.Options with { ClusterNetwork = clusterNetwork } };

        if (passes) Passes(request);
        else Assert.StartsWith("the interface is of network shop/cluster, ", Dropped(request));
        // The annotation comes first, an empty one counts as none.
        Assert.StartsWith("the interface is of network shop/x, ", Dropped(request.WithPodAnnotation(Default, "x")));
        Assert.Equal(passes, request.WithPodAnnotation(Default, " ").Select().Failure is null);
    }

    [Fact]
    public void With_neither_the_network_of_the_first_interface_is_not_known() =>
        Assert.StartsWith("the network of the first interface is not known", Dropped(Request("eth0", "macvlan-a")));

    [Theory]
    [InlineData("net1", "a,b,c", "shop/a")]
    [InlineData("net3", "a,b,c", "shop/c")]
    [InlineData("net2", "a, other/b ,c", "other/b")]
    [InlineData("data0", "a,b@data0", "shop/b")]
    [InlineData("net1", "b@net7,a@net1", "shop/a")] // the explicit name
    [InlineData("net2", "b@net7,a", "shop/a")] // the position counts all entries
    [InlineData("net2", """[{"name":"b","interface":"net7"},{"name":"a"}]""", "shop/a")]
    [InlineData("net2", """[{"name":"b"},{"name":"a","namespace":"x","interface":"net2","ips":["10.0.0.1/24"]}]""", "x/a")]
    [InlineData("net1", """[{"name":"b","namespace":null,"interface":null}]""", "shop/b")]
    [InlineData("net1", """{"name":"b"}""", "shop/b")]
    public void The_network_of_another_interface_is_its_entry(string nic, string value, string network) =>
        Passes(Request(nic, network).WithPodAnnotation(Attached, value));

    [Theory]
    [InlineData("""[{"name":"a","namespace":"shop","interface":"eth0"},{"name":"b","namespace":"shop","interface":"net1"}]""")]
    [InlineData("""
        [
          {
            "name": "a",
            "namespace": "shop",
            "interface": "eth0"
          },
          {
            "name": "b",
            "namespace": "shop",
            "interface": "net1"
          }
        ]
        """)]
    public void M00036_M00037_Networks_annotation_may_be_JSON_on_one_line_or_over_many(string value) =>
        Passes(Request("net1", "shop/b").WithPodAnnotation(Attached, value));

    [Theory]
    [InlineData("net1", "b@net7")] // renamed, so not net1 any more
    [InlineData("net4", "a,b,c")]
    [InlineData("net0", "a,b,c")]
    [InlineData("net01", "a,b,c")]
    [InlineData("data0", "a,b,c")]
    [InlineData("net1", "")]
    [InlineData("net1", " ")]
    [InlineData("net1", "[]")]
    public void An_interface_without_entry_is_of_no_network(string nic, string value) =>
        Assert.Equal(
            $"annotation k8s.v1.cni.cncf.io/networks has no entry for interface {nic}",
            Dropped(Request(nic, "shop/a").WithPodAnnotation(Attached, value)));

    [Fact]
    public void The_networks_annotation_says_nothing_of_the_first_interface() =>
        Assert.StartsWith("the network of the first interface is not known",
            Dropped(Request("eth0", "shop/a").WithPodAnnotation(Attached, "a@eth0")));

    [Fact]
    public void Unnamed_items_of_the_ippools_annotation_go_by_number()
    {
        SpiderIPPool Pool(string name) => Pools.IPv4(name).WithSpec(spec => spec with { MultusName = [$"shop/{name}"] });
        var request = Selecting.Request(Pool("first"), Pool("a"), Pool("b"))
            .WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["first"]},{"ipv4":["a"]},{"ipv4":["b"]}]""")
            .WithPodAnnotation(Default, "first");

        Assert.Null(request.WithPodAnnotation(Attached, "a@data0,b").Select().Failure);
        Assert.Equal(
            [("1", "the interface is of network shop/b, which is not in spec.multusName [shop/a]"),
                ("2", "annotation k8s.v1.cni.cncf.io/networks has no entry for interface 2")],
            request.WithPodAnnotation(Attached, "b").Select().Verdicts.Where(verdict => verdict.Reason is not null)
                .Select(verdict => (verdict.Nic, verdict.Detail)));
    }

    [Theory]
    [InlineData("a,", "\"\" is not the name of a network")]
    [InlineData(",a", "\"\" is not the name of a network")]
    [InlineData("a/b/c", "\"b/c\" is not the name of a network")]
    [InlineData("UPPER", "\"UPPER\" is not the name of a network")]
    [InlineData("/a", "\"\" is not a namespace")]
    [InlineData("Shop/a", "\"Shop\" is not a namespace")]
    [InlineData("a@", "")]
    [InlineData("a@ net1", "\" net1\" is no interface name")]
    [InlineData("a@net1@net2", "")]
    [InlineData("a@../x", "\"../x\" is no interface name")]
    [InlineData("a@abcdefghijklmnop", "\"abcdefghijklmnop\" is no interface name")]
    [InlineData("[1]", "an entry is not a JSON object: 1")]
    [InlineData("[[]]", "an entry is not a JSON object: []")]
    [InlineData("[{}]", "\"\" is not the name of a network")]
    [InlineData("""[{"name":7}]""", "\"name\" is not a string: 7")]
    [InlineData("""[{"name":"a","interface":{}}]""", "\"interface\" is not a string: {}")]
    [InlineData("""[{"name":"a"}""", "\"[{\"name\":\"a\"}\" is not valid JSON")]
    public void A_networks_annotation_that_cannot_be_read_drops_pools_with_multusName(string value, string problem)
    {
        var request = Request("net1", "shop/a").WithPodAnnotation(Attached, value);
        if (problem.Length == 0)
        {
            // No such interface, but well-formed: an empty name is none, '@' may be part of one.
            Assert.Equal(value != "a@", request.Select().Failure is not null);
            return;
        }
        Assert.Equal(
            $"annotation k8s.v1.cni.cncf.io/networks of pod shop/web-0: {problem}; wrong input, write for example "
            + "kube-system/macvlan-a@net1",
            Dropped(request, Reason.InvalidAnnotation));
    }

    [Fact]
    public void A_networks_annotation_of_any_length_is_bounded() =>
        Assert.Contains("the value has 10000000 characters, more than 65536", Dropped(
            Request("net1", "shop/a").WithPodAnnotation(Attached, new string('a', 10_000_000)), Reason.InvalidAnnotation));
}
