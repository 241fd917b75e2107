using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.MultiNetwork;

public sealed class DelTests
{
    private static readonly DelegateAnswer One = new("lan-a", "one", "net1"), Two = new("lan-b", "two", "net2");

    [Fact]
    public void DEL_needs_neither_agent_nor_definition_nor_file()
    {
        using var bench = new MultinicBench(One, Two);
        bench.Run("ADD").Result();
        bench.Plugins.Forget();
        bench.Networks = [];
        bench.Refusal = AgentReply.Error(500, "AgentNotReady: away");
        File.Delete(Path.Combine(bench.ConfDir, "10-node.conflist"));
        var asked = bench.Agent.Requests.Count;

        bench.Run("DEL").Result();

        Assert.Equal(["DEL two", "DEL one", "DEL node"], bench.Plugins.Calls);
        Assert.Equal(asked, bench.Agent.Requests.Count);
        Assert.Equal("10.1.0.7/16", (string?)bench.Plugins.Input("one", "DEL")["prevResult"]!["ips"]![0]!["address"]);
        Assert.Empty(bench.Kept);
    }

    [Fact]
    public void DEL_that_fails_in_one_network_goes_on_and_is_repeated()
    {
        using var bench = new MultinicBench(One, Two);
        bench.Run("ADD").Result();
        bench.Plugins.Forget();
        bench.Plugins.Fail("one", "DEL", 11, "not now");

        var (code, message) = bench.Run("DEL").Failure();

        Assert.Equal(
            (11, "DelegateFailed: network shop/lan-a (net1): plugin type=\"one\" failed (del): not now; do this"), (code, message));
        Assert.Equal(["DEL two", "DEL one", "DEL node"], bench.Plugins.Calls);
        bench.Plugins.Heal("one", "DEL");
        bench.Run("DEL").Result();
        Assert.Empty(bench.Kept);
    }

    [Fact]
    public void Repeated_DEL_of_a_sandbox_that_nothing_is_kept_of_asks_only_the_network_of_the_node()
    {
        using var bench = new MultinicBench(One);

        bench.Run("DEL").Result();

        Assert.Equal(["DEL node"], bench.Plugins.Calls);
    }

    [Fact]
    public async Task Process_that_is_killed_between_two_networks_leaves_a_record_for_DEL()
    {
        Assert.SkipUnless(PluginBinary.IsCompiledAhead, "the program of the JIT has one name: run make publish");
        using var bench = new MultinicBench(One, Two);
        // The plugin of the second network ends the process of the meta plugin, as kill -9 would.
        bench.Plugins.Write("one", """
            cat >/dev/null
            echo "$CNI_COMMAND one $CNI_CONTAINERID" >>"$(dirname "$0")/calls"
            [ "$CNI_COMMAND" != ADD ] || kill -9 "$PPID"
            """);

        await bench.RunAsProcessAsync("ADD");
        bench.Run("DEL").Result();

        Assert.Equal(["ADD node", "ADD one", "DEL two", "DEL one", "DEL node"], bench.Plugins.Calls);
        Assert.Empty(bench.Kept);
    }
}
