using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Admission;
using Spiderpool.Controller.Admission.Pods;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Tests.Networks;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>Pods that ask for networks by an annotation (spec/cni.md 8.1).</summary>
public class PodInjectionTests
{
    private const string Rdma = NetworkAnnotations.RdmaResourceInject, Network = NetworkAnnotations.NetworkResourceInject;
    private const string Rail0 = """{"cniType":"sriov","sriov":{"resourceName":"spidernet.io/rail0","ippools":{"ipv4":["p"]}}}""";
    private const string Rail1 = """{"cniType":"sriov","sriov":{"resourceName":"spidernet.io/rail1","ippools":{"ipv4":["p"]}}}""";
    private const string Ipoib = """{"cniType":"ipoib","ipoib":{"master":"ib0","ippools":{"ipv4":["p"]}}}""";

    private static readonly SpiderMultusConfig[] Rails =
        [Named("z", Rail0), Named("a", Rail1), Named("m", Ipoib), Named("x", Rail0, "other")];

    [Fact]
    public void Networks_come_in_the_order_of_their_interfaces_and_each_device_is_asked_for_once() => Assert.Equal(
        """[{"op":"add","path":"/metadata/annotations/k8s.v1.cni.cncf.io~1networks","value":"shop/m,shop/z,shop/a"},"""
        + """{"op":"add","path":"/spec/containers/0/resources","value":{"limits":{"spidernet.io/rail0":"1","spidernet.io/rail1":"1"}}}]""",
        Patch($$$"""{"metadata":{"annotations":{"{{{Rdma}}}":"rail"}},"spec":{"containers":[{"name":"c"}]}}""", Rails));

    [Fact]
    public void Namespace_asks_for_pods_that_say_nothing_and_limits_that_there_are_stay() => Assert.Equal(
        """[{"op":"add","path":"/metadata/annotations","value":{"k8s.v1.cni.cncf.io/networks":"shop/m,shop/z,shop/a"}},"""
        + """{"op":"add","path":"/spec/containers/0/resources/limits/spidernet.io~1rail1","value":"1"}]""",
        Patch("""
            {"metadata":{},"spec":{"containers":[{"name":"c","resources":{"limits":{"cpu":"1"}}},
             {"name":"d","resources":{"limits":{"spidernet.io/rail0":"2"}}}]}}
            """, Rails, (Rdma, "rail")));

    [Fact]
    public void Limits_are_added_to_resources_that_have_none() => Assert.EndsWith(
        """{"op":"add","path":"/spec/containers/0/resources/limits","value":{"spidernet.io/rail0":"1"}}]""",
        Patch($$$"""{"metadata":{"annotations":{"{{{Rdma}}}":"other"}},"spec":{"containers":[{"resources":{"requests":{"cpu":"1"} }}]}}""",
            Rails),
        StringComparison.Ordinal);

    [Fact]
    public void Pod_comes_before_its_namespace_and_rdma_before_network()
    {
        var pod = $$$"""{"metadata":{"annotations":{"{{{Rdma}}}":"other","{{{Network}}}":"rail"}},"spec":{"containers":[{}]}}""";

        Assert.Contains("\"shop/x\"", Patch(pod, Rails, (Rdma, "rail")), StringComparison.Ordinal);
    }

    [Fact]
    public void Definition_with_another_name_is_named_by_it()
    {
        var config = NetworkConfigs.Read(Ipoib, (Rdma, "rail"), (NetworkAnnotations.CustomResourceName, "ib"));

        Assert.Contains("\"shop/ib\"", Patch("""{"metadata":{},"spec":{"containers":[{}]}}""", [config], (Rdma, "rail")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"metadata":{},"spec":{"containers":[{}]}}""", null)]
    [InlineData($$$"""{"metadata":{"annotations":{"{{{Rdma}}}":""}},"spec":{"containers":[{}]}}""", null)]
    [InlineData("""{"metadata":{},"spec":{"hostNetwork":true,"containers":[{}]}}""", "rail")]
    public void Pod_that_asks_for_nothing_or_has_no_interface_stays_as_it_is(string pod, string? ofNamespace) =>
        Assert.Null(Patch(pod, Rails, ofNamespace is null ? [] : [(Rdma, ofNamespace)]));

    [Fact]
    public void Value_that_no_network_has_is_refused()
    {
        var error = Assert.Throws<ReasonException>(() => Patch("""{"metadata":{},"spec":{"containers":[{}]}}""", Rails, (Rdma, "rail9")));

        ReasonsPage.AssertExample(Reason.NetworksNotFound.Name, error.Message);
    }

    [Fact]
    public void Network_that_cannot_be_injected_is_named()
    {
        var error = Assert.Throws<ReasonException>(() => Patch("""{"metadata":{},"spec":{"containers":[{}]}}""",
            [Named("bad", """{"cniType":"ovs","ovs":{"bridge":"b"}}""")], (Rdma, "rail")));

        Assert.Contains("SpiderMultusConfig shop/bad", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Webhook_is_asked_for_new_pods_of_the_chosen_namespaces_and_its_absence_stops_none()
    {
        var options = new ControllerOptions
        {
            PodNamespace = "spiderpool",
            PodName = "c",
            PodResourceInject = new() { Enabled = true, NamespacesExclude = ["kube-system"], NamespacesInclude = ["shop"] },
        };

        var webhook = WebhookPlan.Mutating(options, []).Single(hook => hook.Name == "pods.spiderpool.spidernet.io");

        Assert.Equal(("Ignore", "/mutate--v1-pod"), (webhook.FailurePolicy, webhook.ClientConfig!.Service!.Path));
        Assert.Equal(["CREATE"], webhook.Rules!.Single().Operations);
        Assert.Equal(["NotIn kube-system", "In shop"],
            webhook.NamespaceSelector!.MatchExpressions!.Select(one => $"{one.Operator} {string.Join(',', one.Values!)}"));
        Assert.All(WebhookPlan.Validating(options, []), hook => Assert.NotEqual(webhook.Name, hook.Name));
        Assert.DoesNotContain(WebhookPlan.Mutating(options with { PodResourceInject = new() }, []), hook => hook.Name == webhook.Name);
    }

    private static SpiderMultusConfig Named(string name, string spec, string value = "rail")
    {
        var config = NetworkConfigs.Read(spec, (Rdma, value));
        return config with { Metadata = config.Metadata with { Name = name } };
    }

    private static string? Patch(string pod, SpiderMultusConfig[] configs, params (string Key, string Value)[] ofNamespace)
    {
        var owner = new ObjectMeta { Annotations = ofNamespace.ToDictionary(pair => pair.Key, pair => pair.Value) };
        return PodInjection.Patch(JsonNode.Parse(pod)!.AsObject(), owner, configs) is { } patch ? Encoding.UTF8.GetString(patch) : null;
    }
}
