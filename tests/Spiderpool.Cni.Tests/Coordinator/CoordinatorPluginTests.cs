using System.Text;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Coordination;

namespace Spiderpool.Cni.Tests.Coordinator;

/// <summary>The plugin's verbs, on a node that is a namespace of the test.</summary>
public sealed class CoordinatorPluginTests : IDisposable
{
    private const string Config = """
        {"mode":"auto","overlayPodCIDR":["10.244.0.0/16"],"serviceCIDR":["10.96.0.0/12","fd96::/108"],"tunePodRoutes":true}
        """;

    private readonly FakeAgent _agent = new(request => AgentReply.Ok(Config));
    private readonly Lab _lab = new();

    public CoordinatorPluginTests() => _lab.AddInterface("eth0", 10);

    private string Previous => $$"""
        "prevResult":{"cniVersion":"1.0.0","interfaces":[{"name":"eth0","mac":"02:00:00:00:00:01","sandbox":"{{_lab.Pod.Namespace.Path}}"}],
          "ips":[{"interface":0,"address":"10.10.0.5/16","gateway":"10.10.0.1"}],"dns":{} }
        """;

    [Fact]
    public async Task ADD_prints_the_result_before_and_the_node_reaches_the_pod()
    {
        var result = Call("ADD", more: Previous).Result();

        Assert.Equal(
            "{\"cniVersion\":\"1.1.0\",\"interfaces\":[{\"name\":\"eth0\",\"mac\":\"02:00:00:00:00:01\","
            + $"\"sandbox\":\"{_lab.Pod.Namespace.Path}\"}}],"
            + "\"ips\":[{\"interface\":0,\"address\":\"10.10.0.5/16\",\"gateway\":\"10.10.0.1\"}],\"dns\":{}}",
            result);
        Assert.Equal("10.10.0.10", await Reach.Async(_lab.Node, "10.10.0.5", _lab.Pod));
        var request = Assert.Single(_agent.Requests);
        Assert.Equal("GET /v1/coordinator/config", request.Line);
        Assert.Equal("""{"podNamespace":"shop","podName":"cart-0","podUID":"6f1a"}""", request.Body);
    }

    [Fact]
    public void ADD_can_be_repeated_and_CHECK_passes()
    {
        Call("ADD", more: Previous).Result();
        var listing = _lab.Listing();
        Call("ADD", more: Previous).Result();

        Assert.Equal(listing, _lab.Listing());
        Assert.Equal("", Call("CHECK", more: Previous).Result());
    }

    [Fact]
    public void CHECK_names_what_is_missing()
    {
        Call("ADD", more: Previous).Result();
        _lab.Pod.Netlink.DeleteRule(new RuleEntry(IPFamily.IPv4) { Priority = 1000, Mark = 1, Table = 100 });
        _lab.Node.Netlink.DeleteRoute(new RouteEntry(Prefix.Parse("10.10.0.5/32")) { Table = 500, Protocol = RouteProtocol.Unspecified });

        Assert.Equal(
            (114, "CheckFailed: eth0 of pod shop/cart-0: rule 1000: from all fwmark 0x1 lookup 100 (IPv4) is missing in the pod; "
                + "route 10.10.0.5/32 dev veth8f3c5d0a table 500 is missing in the host"),
            Call("CHECK", more: Previous).Failure());
    }

    [Fact]
    public void DEL_needs_no_agent_and_leaves_nothing()
    {
        var before = _lab.Listing();
        Call("ADD", more: Previous).Result();
        _agent.Requests.Clear();

        Assert.Equal("", Call("DEL").Result());
        Assert.Equal(before, _lab.Listing());
        Assert.Equal("", Call("DEL").Result());
        Assert.Empty(_agent.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/var/run/netns/cni-gone")]
    public void DEL_needs_no_namespace(string netns)
    {
        var before = Objects.Of("node", _lab.Node).ToArray();
        Call("ADD", more: Previous).Result();

        Assert.Equal("", Call(CniVariables.Of("DEL").In(netns, "eth0")).Result());
        Assert.Equal(before, Objects.Of("node", _lab.Node));
    }

    [Fact]
    public void GC_takes_what_sandboxes_left_that_are_gone()
    {
        var before = Objects.Of("node", _lab.Node).ToArray();
        Call("ADD", more: Previous).Result();
        var listing = _lab.Listing();

        Gc($$"""{"containerID":"{{CniVariables.ContainerId}}","ifname":"eth0"}""").Result();
        Assert.Equal(listing, _lab.Listing());
        Gc("""{"containerID":"other","ifname":"eth0"}""").Result();
        Assert.Equal(before, Objects.Of("node", _lab.Node));
        Assert.Equal(7, Call(CniVariables.Of("GC")).Failure().Code);
    }

    [Fact]
    public void V00008_STATUS_says_whether_an_ADD_would_get_settings()
    {
        Assert.Equal("", Call(CniVariables.Of("STATUS")).Result());
        using var agent = new FakeAgent(AgentReply.Error(500, "CoordinatorNotReady: the cluster has no SpiderCoordinator"));

        Assert.Equal((50, "CoordinatorNotReady: the cluster has no SpiderCoordinator"), Call(CniVariables.Of("STATUS"), agent).Failure());
        Assert.Equal((180, "CoordinatorNotReady: the cluster has no SpiderCoordinator"), Call("ADD", agent, Previous).Failure());
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_the_cluster_s()
    {
        using var agent = new FakeAgent(AgentReply.Ok("""{"mode":"auto","hijackCIDR":["here"]}"""));

        Assert.Equal(
            (180, "CoordinatorNotReady: the settings that the agent gives: key \"hijackCIDR\" has an array, want CIDRs, and not \"here\""),
            Call("ADD", agent, Previous).Failure());
    }

    [Fact]
    public void A_disabled_network_asks_nobody_and_changes_nothing()
    {
        var before = _lab.Listing();

        Assert.StartsWith(
            "{\"cniVersion\":\"1.1.0\",\"interfaces\":", Call("ADD", more: $"\"mode\":\"disable\",{Previous}").Result(),
            StringComparison.Ordinal);
        Assert.Equal("", Call("CHECK", more: $"\"mode\":\"disabled\",{Previous}").Result());
        Assert.Equal(before, _lab.Listing());
        Assert.Empty(_agent.Requests);
    }

    [Fact]
    public void ADD_needs_the_result_of_the_plugins_before() => Assert.Equal(
        (7, "InvalidNetConf: key \"prevResult\" has nothing, want the result of the plugins before: coordinator comes after a main plugin"),
        Call("ADD").Failure());

    [Fact]
    public void The_result_has_the_MAC_address_that_the_interface_got() => Assert.Contains(
        "\"mac\":\"0a:1b:0a:0a:00:05\"", Call("ADD", more: $"\"podMACPrefix\":\"0a:1b\",{Previous}").Result(), StringComparison.Ordinal);

    [Fact]
    public void A_dry_run_prints_the_plan_and_changes_nothing()
    {
        var before = _lab.Listing();
        var text = Call("ADD", more: Previous, options: "--dry-run");
        var json = Call("ADD", more: Previous, options: "--dry-run=json");

        Assert.Equal(before, _lab.Listing());
        Assert.Contains("pod: add rule 1000: from all fwmark 0x1 lookup 100 (IPv4)\n", text.Stdout, StringComparison.Ordinal);
        Assert.Equal(text.Stdout.Count(c => c == '\n'), json.Json.GetProperty("steps").GetArrayLength());
        var step = json.Json.GetProperty("steps").EnumerateArray().Last();
        Assert.Equal(
            "host add rule 1000: from all lookup 500 (IPv6)",
            string.Join(' ', ((string[])["in", "do", "what", "object"]).Select(key => step.GetProperty(key).GetString())));
        Assert.Equal("nothing to do\n", Call("DEL", options: "--dry-run").Stdout);
        Assert.Equal(4, Call("CHECK", more: Previous, options: "--dry-run").Failure().Code);
    }

    [Fact]
    public void A_step_that_the_kernel_refuses_is_one_error_and_DEL_leaves_nothing()
    {
        var before = _lab.Listing();
        var (code, message) = Call(
            "ADD", more: $$"""
                "policyRoutes":[{"dst":"192.0.2.0/24","gw":"172.16.0.1"}],{{Previous}}
                """).Failure();

        Assert.Equal(Reason.NetworkChangeFailed.CniCode, code);
        ReasonsPage.AssertExample(nameof(Reason.NetworkChangeFailed), message);
        Call("DEL").Result();
        Assert.Equal(before, _lab.Listing());
    }

    [Fact]
    public void Parallel_ADDs_and_DELs_of_many_pods_leave_nothing()
    {
        const int Pods = 10;
        var before = Objects.Of("node", _lab.Node).ToArray();
        var pods = Enumerable.Range(0, Pods).Select(i => _lab.CreatePod(10, 100 + i)).ToArray();
        CniVariables Variables(string verb, int i) =>
            CniVariables.Of(verb).In(pods[i].Namespace.Path, "eth0").With("CNI_CONTAINERID", $"c{i}00000000000");

        Parallel.For(0, Pods, i => Call(Variables("ADD", i), more: Previous).Result());
        Assert.Equal(Pods, _lab.Node.Netlink.ListRoutes(IPFamily.IPv4, 500).Count);
        Parallel.For(0, Pods, i => Call(Variables("CHECK", i), more: Previous).Result());
        Parallel.For(0, Pods, i => Call(Variables("DEL", i)).Result());
        Assert.Equal(before, Objects.Of("node", _lab.Node));
    }

    [Fact]
    public void Parallel_ADDs_of_one_pod_are_one_after_the_other()
    {
        Parallel.For(0, 8, _ => Call("ADD", more: Previous).Result());

        Assert.Equal("", Call("CHECK", more: Previous).Result());
    }

    public void Dispose()
    {
        _agent.Dispose();
        _lab.Dispose();
    }

    private PluginOutcome Gc(string attachment) =>
        Call(CniVariables.Of("GC"), more: $"\"cni.dev/valid-attachments\":[{attachment}]");

    private PluginOutcome Call(string verb, FakeAgent? agent = null, string more = "", string? options = null) =>
        Call(CniVariables.Of(verb).In(_lab.Pod.Namespace.Path, "eth0"), agent, more, options);

    // On a thread in the node's namespace: it is the host to the plugin.
    private PluginOutcome Call(CniVariables variables, FakeAgent? agent = null, string more = "", string? options = null)
    {
        var used = agent ?? _agent;
        var conf = $$"""
            {"cniVersion":"1.1.0","name":"lan","type":"coordinator","ipam_unix_socket_path":"{{used.SocketPath}}",
             "logOptions":{"logFile":"{{used.LogPath}}"}{{(more.Length == 0 ? "" : "," + more)}} }
            """;
        string[] args = options is null ? ["/opt/cni/bin/coordinator"] : ["/opt/cni/bin/coordinator", options];
        return _lab.Node.Namespace.Run(() => PluginCall.Run(args, variables.Get, Encoding.UTF8.GetBytes(conf)));
    }
}
