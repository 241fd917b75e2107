using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>SpiderMultusConfigs on an API server become NetworkAttachmentDefinitions, and stay so.</summary>
[Trait("Category", "ApiServer")]
public class NetworkReconcilerTests(ApiServerFixture server)
{
    private static readonly SpiderMultusConfigSpec Macvlan = new() { CniType = CniType.Macvlan, Macvlan = new() { Master = ["eth1"] } };

    private static CancellationToken Cancellation => HostedController.Cancellation;

    [Theory]
    [InlineData("M00001", """{"cniType":"macvlan","macvlan":{"master":["eth1"]}}""", "macvlan")]
    [InlineData("M00002", """{"cniType":"ipvlan","ipvlan":{"master":["eth1"]}}""", "ipvlan")]
    [InlineData("M00003", """{"cniType":"sriov","sriov":{"resourceName":"spidernet.io/rail0"}}""", "sriov")]
    [InlineData("M00004", """{"cniType":"custom","customCNI":"{\"name\":\"x\",\"plugins\":[{\"type\":\"bridge\"}]}"}""", "bridge")]
    [InlineData("M00038", """{"cniType":"vlan","vlan":{"master":["eth1"],"vlanID":30}}""", "vlan")]
    public async Task M00001_to_M00004_M00038_Config_becomes_a_definition(string id, string spec, string type)
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, id.ToLowerInvariant(), NetworkConfigs.Read(spec).Spec));

        var definition = await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null);
        var ready = await ReadyAsync(controller, config, "True");

        Assert.Equal(type, PluginsOf(definition!)[0]!["type"]!.GetValue<string>());
        Assert.Equal(config.Metadata.Uid, definition!.Metadata.OwnerReferences!.Single().Uid);
        Assert.Equal(config.Metadata.Generation, ready.ObservedGeneration);
    }

    [Fact]
    public async Task M00006_M00009_Bond_and_vlan_render_ifacer_also_after_an_update()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "bond", Macvlan));
        await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null);

        await UpdateAsync(controller, config, found => found with
        {
            Spec = found.Spec with
            {
                Macvlan = new() { Master = ["eth1", "eth2"], VlanID = 30, Bond = new() { Name = "bond0", Mode = 1 } },
            },
        });
        var definition = await DefinitionAsync(controller, config.Metadata.Name!, found => PluginsOf(found).Count == 3);

        Assert.Equal("ifacer", PluginsOf(definition!)[0]!["type"]!.GetValue<string>());
        Assert.Equal("bond0.30", PluginsOf(definition!)[1]!["master"]!.GetValue<string>());
    }

    [Fact]
    public async Task M00007_Deleted_definition_is_made_again()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "again", Macvlan));
        var first = await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null);

        await controller.Client.DeleteAsync<NetworkAttachmentDefinition>(
            controller.Namespace, config.Metadata.Name!, cancellationToken: Cancellation);

        var second = await DefinitionAsync(controller, config.Metadata.Name!,
            found => found is not null && found.Metadata.Uid != first!.Metadata.Uid);
        Assert.Equal(first!.Spec, second!.Spec);
    }

    [Fact]
    public async Task M00008_Definition_goes_with_its_config()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "gone", Macvlan));
        await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null);

        await controller.Client.DeleteAsync<SpiderMultusConfig>(
            controller.Namespace, config.Metadata.Name!, cancellationToken: Cancellation);

        Assert.Null(await DefinitionAsync(controller, config.Metadata.Name!, found => found is null));
    }

    [Fact]
    public async Task M00010_M00012_Annotations_name_the_definition_and_the_version()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "named", Macvlan,
            (NetworkAnnotations.CustomResourceName, "other"), (NetworkAnnotations.CniVersion, "0.4.0")));

        var definition = await DefinitionAsync(controller, "other", found => found is not null);

        Assert.Equal("0.4.0", JsonNode.Parse(definition!.Spec!.Config!)!["cniVersion"]!.GetValue<string>());
        Assert.Equal("0.4.0", definition.Metadata.Annotation(NetworkAnnotations.CniVersion));
        Assert.Null(await controller.Client.TryGetAsync<NetworkAttachmentDefinition>(
            controller.Namespace, config.Metadata.Name!, Cancellation));
    }

    [Fact]
    public async Task Definition_of_an_earlier_name_goes()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "renamed", Macvlan, (NetworkAnnotations.CustomResourceName, "earlier")));
        await DefinitionAsync(controller, "earlier", found => found is not null);

        await UpdateAsync(controller, config, found => found with { Metadata = found.Metadata with { Annotations = null } });

        Assert.NotNull(await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null));
        Assert.Null(await DefinitionAsync(controller, "earlier", found => found is null));
    }

    [Fact]
    public async Task M00014_Definition_of_nobody_is_taken_over()
    {
        await using var controller = await StartAsync();
        await controller.CreateAsync(Foreign(controller, "lan", owner: null));

        var config = await controller.CreateAsync(New(controller, "lan", Macvlan));

        var definition = await DefinitionAsync(controller, config.Metadata.Name!, found => found?.Metadata.OwnerReferences is not null);
        Assert.Equal("macvlan", PluginsOf(definition!)[0]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Definition_of_somebody_else_stays_and_the_config_says_so()
    {
        await using var controller = await StartAsync();
        var owner = await controller.CreateAsync(new ConfigMap
        {
            Metadata = new ObjectMeta { Namespace = controller.Namespace, Name = "owner" },
        });
        var foreign = await controller.CreateAsync(Foreign(controller, "taken", new OwnerReference
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Name = "owner",
            Uid = owner.Metadata.Uid!,
            Controller = true,
        }));

        var config = await controller.CreateAsync(New(controller, "taken", Macvlan));

        var ready = await ReadyAsync(controller, config, "False");
        var after = await controller.Client.GetAsync<NetworkAttachmentDefinition>(
            controller.Namespace, foreign.Metadata.Name!, Cancellation);
        Assert.Equal((Reason.NetworkNameTaken.Name, foreign.Metadata.ResourceVersion), (ready.Reason, after.Metadata.ResourceVersion));
    }

    [Fact]
    public async Task Edited_definition_is_put_back()
    {
        await using var controller = await StartAsync();
        var config = await controller.CreateAsync(New(controller, "edited", Macvlan));
        var first = await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null);
        await ReadyAsync(controller, config, "True");

        await controller.Client.PatchAsync<NetworkAttachmentDefinition>(
            controller.Namespace, config.Metadata.Name!, Kubernetes.PatchType.Merge,
            """{"spec":{"config":"{}"},"metadata":{"annotations":{"by":"hand"}}}"""u8.ToArray(), cancellationToken: Cancellation);

        var repaired = await DefinitionAsync(controller, config.Metadata.Name!, found => found is not null
            && found.Spec?.Config == first!.Spec!.Config && found.Metadata.ResourceVersion != first.Metadata.ResourceVersion);
        Assert.Null(repaired!.Metadata.Annotation("by"));
    }

    private Task<HostedController> StartAsync() => HostedController.StartAsync(server, options => options with
    {
        EnableMultusConfig = true,
        Reclaim = options.Reclaim with { Enabled = false },
    });

    private static SpiderMultusConfig New(
        HostedController controller, string name, SpiderMultusConfigSpec spec, params (string Key, string Value)[] annotations) => new()
        {
            Metadata = new ObjectMeta
            {
                Namespace = controller.Namespace,
                Name = name,
                Annotations = annotations.ToDictionary(pair => pair.Key, pair => pair.Value),
            },
            Spec = spec,
        };

    private static NetworkAttachmentDefinition Foreign(HostedController controller, string name, OwnerReference? owner) => new()
    {
        Metadata = new ObjectMeta { Namespace = controller.Namespace, Name = name, OwnerReferences = owner is null ? null : [owner] },
        Spec = new NetworkAttachmentDefinitionSpec { Config = """{"cniVersion":"0.3.1","name":"x","type":"bridge"}""" },
    };

    private static async Task UpdateAsync(
        HostedController controller, SpiderMultusConfig config, Func<SpiderMultusConfig, SpiderMultusConfig> change)
    {
        await ReadyAsync(controller, config, "True");
        var latest = await controller.Client.GetAsync<SpiderMultusConfig>(controller.Namespace, config.Metadata.Name!, Cancellation);
        await controller.Client.ReplaceAsync(change(latest), Cancellation);
    }

    private static async Task<NetworkAttachmentDefinition?> DefinitionAsync(
        HostedController controller, string name, Func<NetworkAttachmentDefinition?, bool> condition)
    {
        while (true)
        {
            var found = await controller.Client.TryGetAsync<NetworkAttachmentDefinition>(controller.Namespace, name, Cancellation);
            if (condition(found)) return found;
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }
    }

    private static async Task<Condition> ReadyAsync(HostedController controller, SpiderMultusConfig config, string status) =>
        (await HostedController.UntilAsync(controller.Informers.MultusConfigs, config.Key, found => Ready(found)?.Status == status))
            is { } ready ? Ready(ready)! : throw new InvalidOperationException("it is gone");

    private static Condition? Ready(SpiderMultusConfig? config) =>
        config?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");

    private static JsonArray PluginsOf(NetworkAttachmentDefinition? definition) =>
        JsonNode.Parse(definition!.Spec!.Config!)!["plugins"]!.AsArray();
}
