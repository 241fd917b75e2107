using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Admission;
using Spiderpool.Controller.Admission.Rules;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Tests.Networks;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>SpiderMultusConfig: what the webhooks write and refuse (spec/crds.md 8.2, 8.3).</summary>
public sealed class MultusConfigRulesTests : IDisposable
{
    private const string CrName = NetworkAnnotations.CustomResourceName, Rdma = NetworkAnnotations.RdmaResourceInject,
        Network = NetworkAnnotations.NetworkResourceInject;

    private const string Macvlan = """{"cniType":"macvlan","macvlan":{"master":["eth1"]}}""";

    private readonly KubernetesClient _client = new(new KubernetesClientOptions { Server = new Uri("http://127.0.0.1:9") });
    private readonly ClusterInformers _informers;

    public MultusConfigRulesTests() => _informers = new(_client, NullLoggerFactory.Instance, TimeProvider.System);

    public void Dispose() => _client.Dispose();

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "M00005", """{"customCNI":"{"}""", "spec.customCNI" },
        { "M00015", """{"cniType":"macvlan","ipvlan":{"master":["eth1"]}}""", "spec.macvlan,spec.ipvlan" },
        { "M00015", """{"cniType":"macvlan","macvlan":{"master":["eth1"]},"customCNI":"{}"}""", "spec.customCNI" },
        { "M00016", """{"cniType":"macvlan","macvlan":{"master":["eth1"],"vlanID":4095}}""", "spec.macvlan.vlanID" },
        { "M00016", """{"cniType":"sriov","sriov":{"resourceName":"r/x","vlanID":-1}}""", "spec.sriov.vlanID" },
        { "M00021", """{"cniType":"ipoib","ipoib":{"master":"ib0"},"chainCNIJsonData":["{}","["]}""",
            "spec.chainCNIJsonData[0],spec.chainCNIJsonData[1]" },
        { "M00023", """{"cniType":"ipoib","ipoib":{"master":"ib0"},"coordinator":{"podRPFilter":3}}""", "spec.coordinator.podRPFilter" },
        { "M00024", """{"cniType":"ipoib","ipoib":{"master":"ib0"},"coordinator":{"podMACPrefix":"01:00"}}""",
            "spec.coordinator.podMACPrefix" },
        { "M00035", """{"cniType":"sriov","sriov":{"resourceName":"r/x","mtu":-1}}""", "spec.sriov.mtu" },
        { "M00033", """{"cniType":"macvlan","macvlan":{"master":["eth1"],"mtu":-1}}""", "spec.macvlan.mtu" },
        { "M00040", """{"cniType":"vlan","vlan":{"master":["eth1"],"vlanMode":"auto","vlanID":3}}""", "spec.vlan.vlanID" },
        { "type", """{"cniType":"bridge"}""", "spec.cniType" },
        { "master", """{"cniType":"macvlan","macvlan":{"master":[]}}""", "spec.macvlan.master" },
        { "interface", """{"cniType":"ipvlan","ipvlan":{"master":["a/b"]}}""", "spec.ipvlan.master[0]" },
        { "length", """{"cniType":"ipvlan","ipvlan":{"master":["enp129s0f0np0"],"vlanID":100}}""", "spec.ipvlan.vlanID" },
        { "bond", """{"cniType":"macvlan","macvlan":{"master":["a","b"]}}""", "spec.macvlan.bond.name" },
        { "mode", """{"cniType":"macvlan","macvlan":{"master":["a","b"],"bond":{"name":"bond0","mode":7}}}""", "spec.macvlan.bond.mode" },
        { "match", """{"cniType":"macvlan","macvlan":{"master":["a"],"ippools":{"matchMasterSubnet":true}}}""",
            "spec.macvlan.ippools.matchMasterSubnet" },
        { "rates", """{"cniType":"sriov","sriov":{"resourceName":"","minTxRateMbps":2,"maxTxRateMbps":1}}""",
            "spec.sriov.resourceName,spec.sriov.minTxRateMbps" },
        { "ib", """{"cniType":"ib-sriov","ibsriov":{}}""", "spec.ibsriov.resourceName" },
        { "ipoib", """{"cniType":"ipoib","ipoib":{}}""", "spec.ipoib.master" },
        { "ovs", """{"cniType":"ovs","ovs":{"vlan":4095,"trunk":[{"maxID":3},{"minID":9,"maxID":3},{"id":4095}]}}""",
            "spec.ovs.bridge,spec.ovs.vlan,spec.ovs.trunk[0].maxID,spec.ovs.trunk[1].maxID,spec.ovs.trunk[2].id" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_wrong_field_is_named_at_once(string id, string spec, string fields) =>
        Assert.True(fields == Fields(NetworkConfigs.Read(spec)), $"{id}: {Fields(NetworkConfigs.Read(spec))}");

    [Theory]
    [InlineData("M00020", CrName, "")]
    [InlineData("M00025", CrName, "Upper.Case")]
    [InlineData("M00025", CrName, "a..b")]
    [InlineData("M00013", NetworkAnnotations.CniVersion, "2.0.0")]
    [InlineData("M00027", Rdma, "rail")]
    [InlineData("value", Network, "not a label value")]
    public void Bad_annotation_is_refused(string id, string key, string value) =>
        Assert.True(Fields(NetworkConfigs.Read(Macvlan, (key, value))).Split(',').Contains($"metadata.annotations[{key}]"), id);

    [Theory]
    [InlineData(Rdma, """{"cniType":"macvlan","macvlan":{"master":["a"],"ippools":{"ipv4":["p"]}}}""", "Forbidden: needs rdmaResourceName")]
    [InlineData(Rdma, """{"cniType":"macvlan","macvlan":{"master":["a"],"rdmaResourceName":"r/x"}}""", "Forbidden: needs ippools")]
    [InlineData(Rdma, """{"cniType":"macvlan","macvlan":{"master":["a"],"rdmaResourceName":"r/x","ippools":{"ipv6":["p"]}}}""", null)]
    [InlineData(Rdma, """{"cniType":"ipoib","ipoib":{"master":"ib0","ippools":{"ipv4":["p"]}}}""", null)]
    [InlineData(Rdma, """{"cniType":"ovs","ovs":{"bridge":"b"}}""", "Forbidden: does not go with cniType ovs")]
    [InlineData(Network, "{}", "Forbidden: does not go with cniType custom")]
    [InlineData(Network, Macvlan, null)]
    [InlineData(Network, """{"cniType":"sriov","sriov":{"resourceName":"r/x"}}""", "Forbidden: needs ippools")]
    public void M00027_to_M00032_Injection_needs_a_device_and_pools(string key, string spec, string? message) =>
        Assert.Equal(message, Errors(NetworkConfigs.Read(spec, (key, "rail"))).Causes.SingleOrDefault()?.Message);

    [Fact]
    public void M00011_Two_configs_cannot_make_one_definition()
    {
        var other = NetworkConfigs.Read(Macvlan, (CrName, "shared"));
        _informers.MultusConfigs.Offer(other with { Metadata = other.Metadata with { Name = "other", ResourceVersion = "1" } });
        var named = NetworkConfigs.Read(Macvlan);

        Assert.Equal("metadata.name", Fields(named with { Metadata = named.Metadata with { Name = "shared" } }));
        Assert.Equal($"metadata.annotations[{CrName}]", Fields(NetworkConfigs.Read(Macvlan, (CrName, "shared"))));
        Assert.Equal("", Fields(named with { Metadata = named.Metadata with { Name = "shared", Namespace = "elsewhere" } }));
    }

    [Fact]
    public void Custom_name_can_be_taken_away_later_but_not_given()
    {
        var (named, plain) = (NetworkConfigs.Read(Macvlan, (CrName, "a")), NetworkConfigs.Read(Macvlan));

        Assert.Equal("", Fields(plain, named));
        Assert.Equal($"metadata.annotations[{CrName}]", Fields(named, plain));
        Assert.Equal("", Fields(named, named));
    }

    [Theory]
    [InlineData("{}", """{"cniType":"custom","customCNI":"","enableCoordinator":false,"disableIPAM":false,"chainCNIJsonData":[]}""")]
    [InlineData("""{"cniType":"custom","coordinator":{"mode":"auto"},"enableCoordinator":true}""",
        """{"cniType":"custom","customCNI":"","enableCoordinator":false,"disableIPAM":false,"chainCNIJsonData":[]}""")]
    [InlineData(Macvlan, """
        {"cniType":"macvlan","macvlan":{"master":["eth1"],"mtu":0,"vlanID":0,"rdmaResourceName":""},"enableCoordinator":true,
         "disableIPAM":false,"coordinator":{"mode":"auto","tunePodRoutes":true},"chainCNIJsonData":[]}
        """)]
    [InlineData("""{"cniType":"vlan","enableCoordinator":false,"vlan":{"master":["eth1"],"vlanMode":"auto"}}""", """
        {"cniType":"vlan","vlan":{"master":["eth1"],"vlanMode":"auto","mtu":0,"rdmaResourceName":""},"enableCoordinator":false,
         "disableIPAM":false,"chainCNIJsonData":[]}
        """)]
    [InlineData("""{"cniType":"sriov","sriov":{"resourceName":"r/x"},"coordinator":{"hijackCIDR":["10.0.0.1"],"tunePodRoutes":false}}""",
        """
        {"cniType":"sriov","sriov":{"resourceName":"r/x","vlanID":0,"mtu":0,"minTxRateMbps":0,"maxTxRateMbps":0,"rdmaIsolation":false},
         "enableCoordinator":true,"disableIPAM":false,"coordinator":{"mode":"auto","tunePodRoutes":false,"hijackCIDR":["10.0.0.1/32"]},
         "chainCNIJsonData":[]}
        """)]
    public void M00019_Mutation_writes_the_defaults_and_what_it_wrote_is_valid(string spec, string expected)
    {
        var mutated = new MultusConfigRules(_informers).Mutate(NetworkConfigs.Read(spec));
        var json = JsonSerializer.SerializeToElement(mutated, SpiderMultusConfig.JsonType).GetProperty("spec");

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, json), json.GetRawText());
        Assert.Equal("", Fields(mutated));
        Assert.Equal(mutated.Spec.CniType, new MultusConfigRules(_informers).Mutate(mutated).Spec.CniType);
    }

    [Fact]
    public void Injection_annotations_become_labels()
    {
        var mutated = new MultusConfigRules(_informers).Mutate(
            NetworkConfigs.Read(Macvlan, (Rdma, "rail"), (Network, "not a label value")));

        Assert.Equal([new(Rdma, "rail")], mutated.Metadata.Labels);
    }

    private string Fields(SpiderMultusConfig config, SpiderMultusConfig? old = null) =>
        string.Join(',', Errors(config, old).Causes.Select(cause => cause.Field));

    private FieldErrors Errors(SpiderMultusConfig config, SpiderMultusConfig? old = null)
    {
        var errors = new FieldErrors();
        new MultusConfigRules(_informers).Validate(config, old, errors);
        return errors;
    }
}
