using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>The exact CNI configuration of each type and option (spec/cni.md 7).</summary>
public class NetworkConfigurationTests
{
    private const string NoChain = "\"enableCoordinator\":false,";

    public static TheoryData<string, string> Plugins() => Pairs("plugins.txt");

    public static TheoryData<string, string> Coordinators() => Pairs("coordinators.txt");

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Type_and_its_options_give_the_plugins(string spec, string plugins) => Assert.Equal(
        $$"""{"cniVersion":"0.3.1","name":"lan","plugins":[{{plugins}}]}""",
        NetworkConfiguration.Of(Without(NetworkConfigs.Read(spec))));

    [Theory]
    [MemberData(nameof(Coordinators))]
    public void Coordinator_ends_the_chain_with_what_is_not_a_default_of_the_schema(string settings, string plugin) => Assert.Equal(
        $$"""{"cniVersion":"0.3.1","name":"lan","plugins":[{"type":"ipoib","master":"ib0"},{{plugin}}]}""",
        NetworkConfiguration.Of(NetworkConfigs.Read(
            $$"""{"cniType":"ipoib","disableIPAM":true,"ipoib":{"master":"ib0"},"coordinator":{{settings}}}""")));

    [Fact]
    public void Sriov_chain_has_rdma_then_the_given_plugins_then_the_coordinator_then_tuning() => Assert.Equal(
        ["sriov", "rdma", "sbr", "coordinator", "tuning"],
        JsonNode.Parse(NetworkConfiguration.Of(NetworkConfigs.Read("""
            {"cniType":"sriov","sriov":{"resourceName":"r/x","mtu":4000,"rdmaIsolation":true},
             "chainCNIJsonData":["{\"type\":\"sbr\"}"]}
            """))!)!["plugins"]!.AsArray().Select(plugin => plugin!["type"]!.GetValue<string>()));

    [Fact]
    public void Annotations_name_the_configuration_and_its_version() => Assert.Equal(
        """{"cniVersion":"1.0.0","name":"terway-chainer","plugins":[{"type":"ipoib","master":"ib0","ipam":{"type":"spiderpool"}}]}""",
        NetworkConfiguration.Of(NetworkConfigs.Read($$$"""{{{{NoChain}}}"cniType":"ipoib","ipoib":{"master":"ib0"}}""",
            (NetworkAnnotations.CniVersion, "1.0.0"), (NetworkAnnotations.ConfigurationName, "terway-chainer"),
            (NetworkAnnotations.CustomResourceName, "other"))));

    [Fact]
    public void Configuration_has_the_name_of_its_definition() => Assert.StartsWith("""{"cniVersion":"0.3.1","name":"other",""",
        NetworkConfiguration.Of(NetworkConfigs.Read("""{"cniType":"ipoib","ipoib":{"master":"ib0"}}""",
            (NetworkAnnotations.CustomResourceName, "other"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"cniType":"custom","customCNI":""}""", null)]
    [InlineData(
        """{"cniType":"custom","customCNI":"{ \"type\": \"x\" }","chainCNIJsonData":["{\"type\":\"y\"}"]}""",
        """{ "type": "x" }""")]
    public void Custom_configuration_stays_as_it_is(string spec, string? text) =>
        Assert.Equal(text, NetworkConfiguration.Of(NetworkConfigs.Read(spec)));

    [Theory]
    [InlineData("""{"cniType":"macvlan"}""", "spec.macvlan is missing")]
    [InlineData("""{"cniType":"macvlan","macvlan":{}}""", "spec.macvlan.master names no interface")]
    [InlineData("""{"cniType":"ipvlan","ipvlan":{"master":["a","b"]}}""",
        "spec.ipvlan.bond has no name, and master has two interfaces or more")]
    [InlineData("""{"cniType":"ipoib","ipoib":{}}""", "spec.ipoib.master names no interface")]
    [InlineData("""{"cniType":"ovs","ovs":{}}""", "spec.ovs.bridge names no bridge")]
    [InlineData("""{"cniType":"bridge"}""", "spec.cniType is no known type: \"bridge\"")]
    [InlineData("""{"customCNI":"[]"}""", "spec.customCNI is no JSON object")]
    [InlineData("""{"cniType":"ipoib","ipoib":{"master":"ib0"},"chainCNIJsonData":["{\"name\":\"x\"}"]}""",
        "spec.chainCNIJsonData[0] has no \"type\"")]
    public void What_gives_no_configuration_is_named(string spec, string detail)
    {
        var error = Assert.Throws<ReasonException>(() => NetworkConfiguration.Of(NetworkConfigs.Read(spec)));

        Assert.Equal((Reason.NetworkInvalid, detail), (error.Reason, error.Detail));
    }

    [Fact]
    public void Text_that_is_no_JSON_is_named()
    {
        var error = Assert.Throws<ReasonException>(() => NetworkConfiguration.Of(NetworkConfigs.Read("""{"customCNI":"{"}""")));

        Assert.StartsWith("spec.customCNI is no JSON: ", error.Detail, StringComparison.Ordinal);
    }

    private static SpiderMultusConfig Without(SpiderMultusConfig config) =>
        config with { Spec = config.Spec with { EnableCoordinator = false } };

    /// <summary>Paragraphs of two lines.</summary>
    private static TheoryData<string, string> Pairs(string file)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var pair in SourceTree.Read($"tests/Spiderpool.Controller.Tests/Networks/{file}").Split("\n\n").Skip(1))
        {
            if (pair.Trim().Split('\n') is [var given, var expected]) pairs.Add(given, expected);
        }
        return pairs;
    }
}
