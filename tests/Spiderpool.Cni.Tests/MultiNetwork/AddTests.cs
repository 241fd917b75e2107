using System.Text.Json.Nodes;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.MultiNetwork;

public sealed class AddTests
{
    private static readonly DelegateAnswer One = new("lan-a", "one", "net1"), Two = new("lan-b", "two", "net2");

    [Fact]
    public void Networks_are_made_in_their_order_and_the_first_ones_result_is_the_answer()
    {
        using var bench = new MultinicBench(One with { Mac = "0a:00:00:00:00:09" }, Two);

        var result = JsonNode.Parse(bench.Run("ADD").Result())!;

        Assert.Equal(["ADD node", "ADD one", "ADD two"], bench.Plugins.Calls);
        Assert.Equal("eth0", (string?)result["interfaces"]![0]!["name"]);
        Assert.Equal(["CNI_IFNAME=eth0", "CNI_IFNAME=net1", "CNI_IFNAME=net2"], new[] { "node", "one", "two" }.Select(plugin =>
            bench.Plugins.EnvironmentOf(plugin, "ADD").Single(line => line.StartsWith("CNI_IFNAME=", StringComparison.Ordinal))));
        Assert.Equal("""{"mac":"0a:00:00:00:00:09"}""", bench.Plugins.Input("one", "ADD")["runtimeConfig"]!.ToJsonString());
        Assert.Null(bench.Plugins.Input("two", "ADD")["runtimeConfig"]);
    }

    [Fact]
    public void Pod_gets_its_network_status()
    {
        using var bench = new MultinicBench(One);

        bench.Run("ADD").Result();

        var status = JsonNode.Parse(bench.Agent.Requests.Last().Body)!;
        Assert.Equal(("shop", "cart-0", "6f1a"),
            ((string?)status["podNamespace"], (string?)status["podName"], (string?)status["podUID"]));
        Assert.Equal(
            [
                """{"name":"node-net","interface":"eth0",IP,"mac":"0a:00:00:00:00:01","default":true,"gateway":["10.1.0.1"],"dns":{}}""",
                """{"name":"shop/lan-a","interface":"net1",IP,"mac":"0a:00:00:00:00:01","default":false,"gateway":["10.1.0.1"],"dns":{}}""",
            ],
            status["networks"]!.AsArray().Select(network =>
                network!.ToJsonString().Replace("\"ips\":[\"10.1.0.7\"]", "IP", StringComparison.Ordinal)));
    }

    [Fact]
    public void First_network_may_be_one_of_the_cluster()
    {
        using var bench = new MultinicBench(new DelegateAnswer("lan-a", "one", ""), Two);

        bench.Run("ADD").Result();

        Assert.Equal(["ADD one", "ADD two"], bench.Plugins.Calls);
    }

    [Fact]
    public void Network_without_configuration_is_that_of_its_name_on_the_node()
    {
        using var bench = new MultinicBench(new DelegateAnswer("node-net", "", "net1"));

        bench.Run("ADD").Result();

        Assert.Equal(["ADD node", "ADD node"], bench.Plugins.Calls);
    }

    [Fact]
    public void Network_that_fails_undoes_those_before_it_and_leaves_nothing()
    {
        using var bench = new MultinicBench(One, Two);
        bench.Plugins.Fail("two", "ADD", 108, "IPsExhausted: all used");

        var (code, message) = bench.Run("ADD").Failure();

        Assert.Equal(203, code);
        Assert.Equal(
            "DelegateFailed: network shop/lan-b (net2): plugin type=\"two\" failed (add): IPsExhausted: all used; do this", message);
        Assert.Equal(["ADD node", "ADD one", "ADD two", "DEL two", "DEL one", "DEL node"], bench.Plugins.Calls);
        Assert.Empty(bench.Kept);
    }

    [Fact]
    public void Status_that_cannot_be_noted_undoes_all()
    {
        using var bench = new MultinicBench(One) { StatusReply = AgentReply.Error(500, "ApiServerUnavailable: late") };

        Assert.Equal((11, "ApiServerUnavailable: late"), bench.Run("ADD").Failure());

        Assert.Equal(["ADD node", "ADD one", "DEL one", "DEL node"], bench.Plugins.Calls);
        Assert.Empty(bench.Kept);
    }

    [Fact]
    public void Undo_that_fails_stays_on_record_for_the_runtimes_DEL()
    {
        using var bench = new MultinicBench(One, Two);
        bench.Plugins.Fail("two", "ADD", 11, "no");
        bench.Plugins.Fail("one", "DEL", 11, "not now");
        bench.Run("ADD").Failure();
        bench.Plugins.Heal("one", "DEL");
        bench.Plugins.Forget();

        bench.Run("DEL").Result();

        Assert.Equal(["DEL two", "DEL one", "DEL node"], bench.Plugins.Calls);
        Assert.Empty(bench.Kept);
    }

    [Theory]
    [InlineData("NetworkNotFound: pod shop/cart-0 names network shop/lan-x: there is no such NetworkAttachmentDefinition", 200)]
    [InlineData("InvalidAnnotation: annotation k8s.v1.cni.cncf.io/networks of pod shop/cart-0 gives two interfaces the name x", 103)]
    public void What_the_agent_refuses_is_passed_on_and_nothing_is_run(string said, int code)
    {
        using var bench = new MultinicBench { Refusal = AgentReply.Error(500, said) };

        Assert.Equal((code, said), bench.Run("ADD").Failure());

        Assert.Empty(bench.Plugins.Calls);
        Assert.Empty(bench.Kept);
    }

    [Fact]
    public void Node_without_another_network_configuration_says_so()
    {
        using var bench = new MultinicBench(One);
        File.Delete(Path.Combine(bench.ConfDir, "10-node.conflist"));

        Assert.Equal((200, $"NetworkNotFound: {bench.ConfDir} has not a network configuration beside that of multinic"),
            bench.Run("ADD").Failure());
    }

    [Fact]
    public void File_of_the_node_that_cannot_be_read_does_not_hide_the_next_one()
    {
        using var bench = new MultinicBench();
        File.WriteAllText(Path.Combine(bench.ConfDir, "05-broken.conflist"), "{");
        File.WriteAllText(Path.Combine(bench.ConfDir, "06-single.conf"), """{"cniVersion":"1.0.0","name":"single","type":"one"}""");

        bench.Run("ADD").Result();

        Assert.Equal(["ADD one"], bench.Plugins.Calls);
    }
}
