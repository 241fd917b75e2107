using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Networks;

namespace Spiderpool.Ipam.Tests.Networks;

public sealed class NetworkConfigurationTests
{
    private static readonly NetworkSelection Selection = new("net", "lan", "net1");

    [Fact]
    public void List_of_plugins_stays_as_it_is()
    {
        const string list = """{"cniVersion":"1.0.0","name":"lan-a","plugins":[{"type":"macvlan"},{"type":"tuning"}]}""";

        var network = Make(list);

        Assert.Equal(("net/lan", "net1", list), (network.Name, network.Interface, network.Config));
        Assert.Empty(network.CapabilityArgs!);
    }

    [Fact]
    public void Single_plugin_becomes_a_list_with_the_name_of_the_network() => Assert.Equal(
        """{"cniVersion":"0.3.1","name":"lan","plugins":[{"cniVersion":"0.3.1","type":"macvlan"}]}""",
        Make("""{"cniVersion":"0.3.1","type":"macvlan"}""").Config);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Network_without_configuration_is_one_of_the_node(string? config) => Assert.Equal("", Make(config).Config);

    [Fact]
    public void Arguments_of_the_pod_go_to_each_plugin_beside_those_that_are_there() => Assert.Equal(
        """{"cniVersion":"1.0.0","plugins":[{"type":"a","args":{"cni":{"old":1,"key":"value"},"other":{}}},"""
        + """{"type":"b","args":{"cni":{"key":"value"}}}],"name":"lan"}""",
        Make("""{"cniVersion":"1.0.0","plugins":[{"type":"a","args":{"cni":{"old":1,"key":"is replaced"},"other":{}}},{"type":"b"}]}""",
            Selection with { CniArgs = JsonElement.Parse("""{"key":"value"}""") }).Config);

    [Fact]
    public void What_the_pod_wants_becomes_capability_arguments()
    {
        var network = Make("""{"cniVersion":"1.0.0","plugins":[{"type":"a"}]}""", Selection with
        {
            Ips = ["10.1.0.7/16"],
            Mac = "0a:58:0a:00:00:01",
            InfinibandGuid = "c2:11:22:33:44:55:66:77",
            DefaultRoute = [Address.Parse("10.1.0.1")],
            Bandwidth = JsonElement.Parse("""{"ingressRate":1}"""),
            PortMappings = JsonElement.Parse("[]"),
        }, "0000:00:05.1");

        Assert.Equal(
            """{"ips":["10.1.0.7/16"],"mac":"0a:58:0a:00:00:01","infinibandGUID":"c2:11:22:"""
            + """33:44:55:66:77","deviceID":"0000:00:05.1","bandwidth":{"ingressRate":1},"portMappings":[]}""",
            JsonSerializer.Serialize(network.CapabilityArgs));
        Assert.Equal("""{"cniVersion":"1.0.0","plugins":[{"type":"a","deviceID":"0000:00:05.1"}],"name":"lan"}""", network.Config);
        Assert.Equal(["10.1.0.1"], network.DefaultRoute);
    }

    [Theory]
    [InlineData("{", "spec.config is not JSON: it was read up to line 1, byte 2")]
    [InlineData("[]", "spec.config is not a JSON object: []")]
    [InlineData("""{"plugins":[]}""", "spec.config has no plugin")]
    [InlineData("""{"plugins":{}}""", "spec.config has no plugin")]
    public void What_cannot_be_used_is_named_with_the_network(string config, string problem)
    {
        var failure = Assert.Throws<ReasonException>(() => Make(config));

        Assert.Equal((Reason.NetworkUnusable, $"NetworkAttachmentDefinition net/lan: {problem}"), (failure.Reason, failure.Detail));
    }

    private static PodNetwork Make(string? config, NetworkSelection? selection = null, string? device = null) => NetworkConfiguration.Make(
        selection ?? Selection, new NetworkAttachmentDefinition { Spec = new NetworkAttachmentDefinitionSpec { Config = config } }, device);
}
