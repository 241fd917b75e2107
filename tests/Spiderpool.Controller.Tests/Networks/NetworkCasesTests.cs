using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>The field's catalogue: what of a SpiderMultusConfig is in the definition (docs/reference/conformance.md, area M).</summary>
[Trait("Category", "ApiServer")]
public class NetworkCasesTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => HostedController.Cancellation;

    [Fact]
    public async Task M00017_M00021_M00022_M00024_M00026_M00033_to_M00035_M00039_Settings_are_in_the_definition()
    {
        await using var controller = await HostedController.StartAsync(server, options => options with
        {
            EnableMultusConfig = true,
            Reclaim = options.Reclaim with { Enabled = false },
        });
        (string Id, string Spec, int Plugin, string Key, string? Value)[] rows =
        [
            ("m00017", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"disableIPAM":true}""", 0, "ipam", null),
            ("m00021", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"chainCNIJsonData":["{\"type\":\"x\"}"]}""",
                1, "type", "\"x\""),
            ("m00022", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"coordinator":{"podRPFilter":2}}""",
                1, "podRPFilter", "2"),
            ("m00024", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"coordinator":{"podMACPrefix":"0a:1b"}}""",
                1, "podMACPrefix", "\"0a:1b\""),
            ("m00026", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"coordinator":{"vethLinkAddress":"169.254.200.1"}}""",
                1, "vethLinkAddress", "\"169.254.200.1\""),
            ("m00033", """{"cniType":"macvlan","macvlan":{"master":["eth1"],"mtu":1200}}""", 0, "mtu", "1200"),
            ("m00034", """{"cniType":"ipvlan","ipvlan":{"master":["eth1"],"mtu":1200}}""", 0, "mtu", "1200"),
            ("m00035", """{"cniType":"sriov","sriov":{"resourceName":"r/x","mtu":1200}}""", 2, "mtu", "1200"),
            ("m00039", """{"cniType":"vlan","vlan":{"master":["eth1"],"vlanMode":"auto"}}""", 0, "vlanId", null),
        ];

        foreach (var row in rows)
        {
            await controller.CreateAsync(new SpiderMultusConfig
            {
                Metadata = new ObjectMeta { Namespace = controller.Namespace, Name = row.Id },
                Spec = NetworkConfigs.Read(row.Spec).Spec,
            });
        }

        foreach (var row in rows)
        {
            var plugins = await PluginsAsync(controller, row.Id);
            Assert.Equal((row.Id, row.Value), (row.Id, plugins[row.Plugin]![row.Key]?.ToJsonString()));
        }
    }

    private static async Task<JsonArray> PluginsAsync(HostedController controller, string name)
    {
        while (true)
        {
            var found = await controller.Client.TryGetAsync<NetworkAttachmentDefinition>(controller.Namespace, name, Cancellation);
            if (found is not null) return JsonNode.Parse(found.Spec!.Config!)!["plugins"]!.AsArray();
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }
    }
}
