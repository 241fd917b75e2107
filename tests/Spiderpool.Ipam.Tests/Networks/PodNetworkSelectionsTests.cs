using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Networks;

namespace Spiderpool.Ipam.Tests.Networks;

/// <summary>The network annotations of pods (Kubernetes Network Custom Resource Definition De-facto Standard 4.1).</summary>
public sealed class PodNetworkSelectionsTests
{
    private const string Networks = AnnotationKeys.MultusNetworks, Default = AnnotationKeys.MultusDefaultNetwork;

    private static readonly NetworkOptions Options = new() { DefaultNamespace = "kube-system" };

    [Fact]
    public void Pod_without_annotations_has_the_network_of_the_node_alone()
    {
        var selections = PodNetworkSelections.Of(PodWith(), Options);

        Assert.Null(selections.Default);
        Assert.Empty(selections.Additional);
    }

    [Theory]
    [InlineData("macvlan-a", "shop/macvlan-a:net1")]
    [InlineData("net/macvlan-a@lan0", "net/macvlan-a:lan0")]
    [InlineData(" a , net/b@x ,c", "shop/a:net1 net/b:x shop/c:net3")]
    [InlineData("a,a", "shop/a:net1 shop/a:net2")]
    [InlineData("""{"name":"a"}""", "shop/a:net1")]
    [InlineData("""[{"name":"a","namespace":"net"},{"name":"b","interface":"x","unknown":1}]""", "net/a:net1 shop/b:x")]
    public void Forms_of_the_annotation(string value, string expected) => Assert.Equal(
        expected, string.Join(' ', PodNetworkSelections.Of(PodWith((Networks, value)), Options).Additional
            .Select(item => $"{item}:{item.Interface}")));

    [Fact]
    public void What_a_pod_wants_of_a_network_is_read()
    {
        var selection = Assert.Single(PodNetworkSelections.Of(PodWith((Networks, """
            [{"name":"a","ips":["10.1.0.7","fd00::7/64"],"mac":"0a:58:0a:00:00:01","infiniband-guid":"c2:11:22:33:44:55:66:77",
              "default-route":["10.1.0.1","fd00::1"],"bandwidth":{"ingressRate":1},"portMappings":[{"hostPort":80}],
              "cni-args":{"key":"value"}}]
            """)), Options).Additional);

        Assert.Equal(["10.1.0.7", "fd00::7/64"], selection.Ips);
        Assert.Equal("0a:58:0a:00:00:01", selection.Mac);
        Assert.Equal("c2:11:22:33:44:55:66:77", selection.InfinibandGuid);
        Assert.Equal("10.1.0.1 fd00::1", string.Join(' ', selection.DefaultRoute));
        Assert.Equal("""{"ingressRate":1} [{"hostPort":80}] {"key":"value"}""",
            $"{selection.Bandwidth} {selection.PortMappings} {selection.CniArgs}");
    }

    [Theory]
    [InlineData("a@eth0", "gives two interfaces the name eth0")]
    [InlineData("a@x,b@x", "gives two interfaces the name x")]
    [InlineData("a@net2,b", "gives two interfaces the name net2")]
    [InlineData("a,,b", "\"\" is not the name of a network")]
    [InlineData("a@way-too-long-a-name", "\"way-too-long-a-name\" is no interface name")]
    [InlineData("""[{"name":"a","ips":["10.1.0"]}]""", "\"ips\" has \"10.1.0\", want an address")]
    [InlineData("""[{"name":"a","ips":"10.1.0.7"}]""", "\"ips\" is not a JSON array")]
    [InlineData("""[{"name":"a","mac":"0a:58"}]""", "\"mac\" is \"0a:58\", want a MAC address")]
    [InlineData("""[{"name":"a","default-route":["here"]}]""", "\"default-route\" has \"here\", want the address of a gateway")]
    [InlineData("""[{"name":"a","cni-args":[]}]""", "\"cni-args\" is not a JSON object")]
    [InlineData("""[{"name":7}]""", "\"name\" is not a string")]
    [InlineData("[{", "is not valid JSON")]
    public void What_cannot_be_used_is_named(string value, string problem)
    {
        var failure = Assert.Throws<ReasonException>(() => PodNetworkSelections.Of(PodWith((Networks, value)), Options));

        Assert.Equal(Reason.InvalidAnnotation, failure.Reason);
        Assert.StartsWith($"annotation {Networks} of pod shop/cart-0", failure.Detail);
        Assert.Contains(problem, failure.Detail);
    }

    [Theory]
    [InlineData("a", "", "kube-system/a")]
    [InlineData("net/a", "other", "net/a")]
    [InlineData(null, "other", "kube-system/other")]
    [InlineData(null, "net/other", "net/other")]
    public void First_network_is_that_of_the_annotation_then_that_of_the_cluster(string? annotation, string cluster, string expected)
    {
        var pod = annotation is null ? PodWith() : PodWith((Default, annotation));

        var selections = PodNetworkSelections.Of(pod, Options with { ClusterNetwork = cluster });

        Assert.Equal(expected, selections.Default!.ToString());
    }

    [Fact]
    public void Two_first_networks_are_refused() => Assert.EndsWith("names 2 networks, want one",
        Assert.Throws<ReasonException>(() => PodNetworkSelections.Of(PodWith((Default, "a,b")), Options)).Detail);

    [Fact]
    public void Isolated_namespaces_share_only_what_is_said()
    {
        var isolated = Options with { IsolateNamespaces = true, SharedNamespaces = ["net"] };

        Assert.Equal(2, PodNetworkSelections.Of(PodWith((Networks, "a,net/b")), isolated).Additional.Count);
        var failure = Assert.Throws<ReasonException>(() => PodNetworkSelections.Of(PodWith((Networks, "bank/c")), isolated));

        Assert.Equal(Reason.NetworkForbidden, failure.Reason);
        Assert.Equal(
            "pod shop/cart-0 names network bank/c: namespaces are isolated, want one of its own namespace or of net", failure.Detail);
    }

    private static Pod PodWith(params (string Key, string Value)[] annotations) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = "shop",
            Name = "cart-0",
            Annotations = annotations.ToDictionary(item => item.Key, item => item.Value),
        },
    };
}
