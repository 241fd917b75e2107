using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.MultiNetwork;

public sealed class CheckGcStatusTests
{
    private static readonly DelegateAnswer One = new("lan-a", "one", "net1"), Two = new("lan-b", "two", "net2");

    [Fact]
    public void CHECK_asks_each_network_and_names_all_faults()
    {
        using var bench = new MultinicBench(One, Two);
        bench.Run("ADD").Result();
        bench.Plugins.Forget();
        bench.Plugins.Fail("node", "CHECK", 100, "no address");
        bench.Plugins.Fail("two", "CHECK", 100, "no link");

        var (_, message) = bench.Run("CHECK", "\"prevResult\":{}").Failure();

        Assert.Equal(["CHECK node", "CHECK one", "CHECK two"], bench.Plugins.Calls);
        Assert.StartsWith("CheckFailed: network node-net (eth0): ", message);
        Assert.Contains("no address", message);
        Assert.Contains("; network shop/lan-b (net2): ", message);
    }

    [Fact]
    public void CHECK_of_a_sandbox_that_had_no_ADD_fails()
    {
        using var bench = new MultinicBench(One);

        Assert.Equal(
            "CheckFailed: nothing is kept of sandbox 8f3c5d0a: it had no ADD", bench.Run("CHECK", "\"prevResult\":{}").Failure().Message);
    }

    [Fact]
    public void GC_removes_sandboxes_that_the_runtime_has_not_and_tells_each_network_what_is_in_use()
    {
        using var bench = new MultinicBench(One);
        bench.Run("ADD", container: "stale").Result();
        bench.Run("ADD", container: "live").Result();
        bench.Plugins.Forget();

        bench.Run("GC", """ "cni.dev/valid-attachments":[{"containerID":"live","ifname":"eth0"}] """).Result();

        Assert.Equal(["DEL one stale", "DEL node stale", "GC node ", "GC one "], bench.Plugins.Log);
        Assert.Equal("""[{"containerID":"live","ifname":"net1"}]""",
            bench.Plugins.Input("one", "GC")["cni.dev/valid-attachments"]!.ToJsonString());
        Assert.Equal(["lan-a-live-net1.json", "live.json", "node-net-live-eth0.json"], bench.Kept);
    }

    [Fact]
    public void GC_counts_a_sandbox_that_nothing_is_kept_of_as_in_use_of_each_network()
    {
        using var bench = new MultinicBench();
        bench.Run("ADD", container: "live").Result();

        bench.Run("GC",
            """ "cni.dev/valid-attachments":[{"containerID":"live","ifname":"eth0"},{"containerID":"older","ifname":"eth0"}] """).Result();

        Assert.Equal("""[{"containerID":"live","ifname":"eth0"},{"containerID":"older","ifname":"eth0"}]""",
            bench.Plugins.Input("node", "GC")["cni.dev/valid-attachments"]!.ToJsonString());
    }

    [Fact]
    public void GC_without_a_list_removes_nothing()
    {
        using var bench = new MultinicBench(One);
        bench.Run("ADD").Result();

        Assert.Equal(7, bench.Run("GC").Failure().Code);

        Assert.NotEmpty(bench.Kept);
    }

    [Fact]
    public void STATUS_asks_the_agent_and_the_network_of_the_node()
    {
        using var bench = new MultinicBench();
        bench.Run("STATUS").Result();
        bench.Plugins.Fail("node", "STATUS", 50, "no bridge");

        Assert.Equal((50, "DelegateFailed: network node-net: plugin type=\"node\" failed (status): no bridge; do this"),
            bench.Run("STATUS").Failure());
    }

    [Fact]
    public void Networks_of_older_versions_are_not_asked_what_they_do_not_know()
    {
        using var bench = new MultinicBench(One with { Version = "0.4.0" });
        bench.Run("ADD").Result();
        bench.Plugins.Forget();

        bench.Run("GC", $$""" "cni.dev/valid-attachments":[{"containerID":"{{CniVariables.ContainerId}}","ifname":"eth0"}] """).Result();

        Assert.Equal(["GC node"], bench.Plugins.Calls);
    }
}
