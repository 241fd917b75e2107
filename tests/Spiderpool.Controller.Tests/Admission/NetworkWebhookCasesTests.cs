using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Tests.Networks;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>Rules of networks and pods, as the API server asks them.</summary>
[Trait("Category", "ApiServer")]
public class NetworkWebhookCasesTests(ApiServerFixture server)
{
    private const string Rail = """
        {"cniType":"macvlan","macvlan":{"master":["eth1"],"rdmaResourceName":"spidernet.io/x","ippools":{"ipv4":["p"]}}}
        """;

    private static CancellationToken Cancellation => HostedController.Cancellation;

    [Fact]
    public async Task M00005_M00013_M00015_M00016_M00021_M00023_M00024_M00033_M00035_M00040_Bad_configs_are_refused()
    {
        await using var controller = await StartAsync();
        foreach (var row in MultusConfigRulesTests.Refusals())
        {
            var error = await Assert.ThrowsAsync<KubernetesApiException>(() => CreateAsync(controller, "bad", row.Data.Item2));
            Assert.Equal((row.Data.Item1, 422), (row.Data.Item1, (int)error.StatusCode));
        }
        await Assert.ThrowsAsync<KubernetesApiException>(() =>
            CreateAsync(controller, "bad", Rail, (NetworkAnnotations.CniVersion, "2.0.0")));
    }

    [Fact]
    public async Task M00011_Name_of_a_definition_is_taken_once()
    {
        await using var controller = await StartAsync();
        var first = await CreateAsync(controller, "first", Rail, (NetworkAnnotations.CustomResourceName, "shared"));
        await TestController.SeenAsync(first, controller.Hosted.Informers.MultusConfigs);

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => CreateAsync(controller, "shared", Rail));

        Assert.Contains("first makes NetworkAttachmentDefinition shared already", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> BadNames() => ["", "Upper.Case", "a..b", new string('a', 254)];

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task M00020_M00025_Name_of_a_definition_must_be_one(string name)
    {
        await using var controller = await StartAsync();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            CreateAsync(controller, "bad", Rail, (NetworkAnnotations.CustomResourceName, name)));

        Assert.Contains(NetworkAnnotations.CustomResourceName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M00019_M00027_Good_configs_get_defaults_and_labels()
    {
        await using var controller = await StartAsync();

        var empty = await CreateAsync(controller, "empty", "{}");
        var rail = await CreateAsync(controller, "rail", Rail, (NetworkAnnotations.RdmaResourceInject, "rail"));

        Assert.Equal((CniType.Custom, false), (empty.Spec.CniType, empty.Spec.EnableCoordinator));
        Assert.Equal((CoordinatorMode.Auto, true), (rail.Spec.Coordinator!.Mode, rail.Spec.Coordinator.TunePodRoutes));
        Assert.Equal("rail", rail.Metadata.Label(NetworkAnnotations.RdmaResourceInject));
    }

    [Theory]
    [InlineData("""{"podCIDRType":"none","podMACPrefix":"01:00"}""", "podMACPrefix")]
    [InlineData("""{"podCIDRType":"none","vethMTU":0}""", "vethMTU")]
    public async Task C00022_C00023_Bad_coordinator_is_refused(string spec, string field)
    {
        await using var controller = await StartAsync();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => controller.Hosted.CreateAsync(new SpiderCoordinator
        {
            Metadata = new ObjectMeta { Name = controller.Hosted.Name("bad") },
            Spec = JsonSerializer.Deserialize($$"""{"spec":{{spec}}}""", SpiderCoordinator.JsonType)!.Spec,
        }));

        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H00001_Pod_that_names_the_value_of_two_configs_gets_both_networks_in_order_and_both_devices()
    {
        await using var controller = await StartAsync();
        var value = controller.Hosted.Name("rails");
        foreach (var (name, master) in new[] { ("nad2", "eth2"), ("nad1", "eth1") })
        {
            var spec = Rail.Replace("eth1", master, StringComparison.Ordinal).Replace("spidernet.io/x", $"spidernet.io/{name}");
            var config = await CreateAsync(controller, name, spec, (NetworkAnnotations.RdmaResourceInject, value));
            await TestController.SeenAsync(config, controller.Hosted.Informers.MultusConfigs);
        }

        var pod = await controller.Hosted.CreateAsync(Asking(controller.Hosted.Namespace, value));

        var ns = controller.Hosted.Namespace;
        Assert.Equal($"{ns}/nad1,{ns}/nad2", pod.Metadata.Annotation(AnnotationKeys.MultusNetworks));
        var limits = pod.Spec!.OtherFields!["containers"][0].GetProperty("resources").GetProperty("limits");
        Assert.Equal(["1", "1"], new[] { "nad1", "nad2" }.Select(name => limits.GetProperty($"spidernet.io/{name}").GetString()));
    }

    [Fact]
    public async Task Pod_that_asks_gets_its_network_or_is_refused()
    {
        await using var controller = await StartAsync();
        var wanted = controller.Hosted.Name("rail");
        var config = await CreateAsync(controller, "rail", Rail, (NetworkAnnotations.RdmaResourceInject, wanted));
        await TestController.SeenAsync(config, controller.Hosted.Informers.MultusConfigs);

        var asking = await controller.Hosted.CreateAsync(Asking(controller.Hosted.Namespace, wanted));
        var wrong = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            controller.Hosted.CreateAsync(Asking(controller.Hosted.Namespace, "none")));

        Assert.Equal($"{controller.Hosted.Namespace}/rail", asking.Metadata.Annotation(AnnotationKeys.MultusNetworks));
        Assert.Equal("1", asking.Spec!.OtherFields!["containers"][0].GetProperty("resources").GetProperty("limits")
            .GetProperty("spidernet.io/x").GetString());
        Assert.Contains(Reason.NetworksNotFound.Name, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pod_of_an_excluded_namespace_is_created_whatever_it_asks_for()
    {
        await using var controller = await StartAsync(isExcluded: true);

        var pod = await controller.Hosted.CreateAsync(Asking(controller.Hosted.Namespace, "none"));

        Assert.Null(pod.Metadata.Annotation(AnnotationKeys.MultusNetworks));
    }

    private Task<WebhookController> StartAsync(bool isExcluded = false) => WebhookController.StartAsync(server, options => options with
    {
        EnableCoordinator = true,
        EnableMultusConfig = true,
        PodResourceInject = new() { Enabled = true, NamespacesExclude = [isExcluded ? options.PodNamespace : "kube-system"] },
    });

    private static Task<SpiderMultusConfig> CreateAsync(
        WebhookController controller, string name, string spec, params (string Key, string Value)[] annotations)
    {
        var config = NetworkConfigs.Read(spec, annotations);
        return controller.Hosted.CreateAsync(config with
        {
            Metadata = new ObjectMeta { Namespace = controller.Hosted.Namespace, Name = name, Annotations = config.Metadata.Annotations },
        });
    }

    private static Pod Asking(string ns, string value)
    {
        var pod = Pods.New(ns, $"pod-{value}");
        return pod with { Metadata = pod.Metadata with { Annotations = Annotation(value) } };
    }

    private static Dictionary<string, string> Annotation(string value) => new() { [NetworkAnnotations.RdmaResourceInject] = value };
}
