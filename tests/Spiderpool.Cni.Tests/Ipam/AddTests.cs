using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class AddTests
{
    private const string IfName = "cni-test0";

    public static TheoryData<string, string> Results => new()
    {
        { "0.3.0", OldIps }, { "0.3.1", OldIps }, { "0.4.0", OldIps }, { "1.0.0", Ips }, { "1.1.0", Ips },
    };

    private const string Ips = """
        [{"address":"10.20.0.7/24","gateway":"10.20.0.1"},{"address":"fd00:20::7/64","gateway":"fd00:20::1"}]
        """;

    private const string OldIps = """
        [{"version":"4","address":"10.20.0.7/24","gateway":"10.20.0.1"},{"version":"6","address":"fd00:20::7/64","gateway":"fd00:20::1"}]
        """;

    [Theory]
    [MemberData(nameof(Results))]
    public void The_result_has_the_shape_of_the_configurations_version(string version, string ips)
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));

        Assert.Equal(
            JsonText.Compact($$"""
                {"cniVersion":"{{version}}","ips":{{ips}},
                 "routes":[{"dst":"0.0.0.0/0","gw":"10.20.0.1"},{"dst":"::/0","gw":"fd00:20::1"}],"dns":{} }
                """),
            PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf(version)).Result());
    }

    [Fact]
    public void The_agent_is_asked_once_for_all_that_the_runtime_and_the_configuration_say()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));

        PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf(ipam: """
            "default_ipv4_ippool":["a","b-*"],"default_ipv6_ippool":["c"],"clean_gateway":true,"match_master_subnet":true
            """)).Result();

        var request = Assert.Single(agent.Requests);
        Assert.Equal($"POST {AgentPaths.Ip}", request.Line);
        Assert.Equal(
            JsonText.Compact("""
                {"containerID":"8f3c5d0a","ifName":"cni-test0","netNamespace":"/proc/self/ns/net","podNamespace":"shop","podName":"cart-0",
                 "podUID":"6f1a","defaultIPv4IPPool":["a","b-*"],"defaultIPv6IPPool":["c"],"cleanGateway":true,"matchMasterSubnet":true}
                """),
            request.Body);
    }

    [Fact]
    public void Only_the_interfaces_own_part_of_the_answer_is_the_result()
    {
        using var agent = new FakeAgent(AgentReply.Ok("""
            {"ips":[{"version":4,"address":"10.1.0.5/24","nic":"eth0","gateway":"10.1.0.1"},
                    {"version":4,"address":"10.2.0.5/24","nic":"cni-test0"}],
             "routes":[{"ifName":"eth0","dst":"0.0.0.0/0","gw":"10.1.0.1"},{"ifName":"cni-test0","dst":"10.9.0.0/16","gw":"10.2.0.9"}],
             "dns":{"domain":"d","nameservers":["10.0.0.2"],"search":["s"],"options":["o"]}}
            """));

        Assert.Equal(
            JsonText.Compact("""
                {"cniVersion":"1.1.0","ips":[{"address":"10.2.0.5/24"}],"routes":[{"dst":"10.9.0.0/16","gw":"10.2.0.9"}],
                 "dns":{"nameservers":["10.0.0.2"],"domain":"d","search":["s"],"options":["o"]}}
                """),
            PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf()).Result());
    }

    [Theory]
    [InlineData("""{"ips":[]}""", 110,
        "NoAddressForInterface: no IP found for interface cni-test0 of pod shop/cart-0: the allocation has addresses for []")]
    [InlineData("""{"ips":[{"nic":"cni-test0","address":"x"}]}""", 999,
        "Internal: the agent's answer has ips[].address \"x\", want an address with prefix length")]
    [InlineData("null", 999, "Internal: POST /v1/ipam/ip: the agent on {0} answered wrongly: the body is null, want an object")]
    [InlineData("", 999,
        "Internal: POST /v1/ipam/ip: the agent on {0} answered wrongly: "
        + "the body is not JSON with at most 64 levels: it was read up to line 1, byte 1")]
    public void An_answer_without_address_is_an_error(string answer, int code, string message)
    {
        using var agent = new FakeAgent(AgentReply.Ok(answer));

        Assert.Equal((code, string.Format(message, agent.SocketPath)), PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf()).Failure());
    }

    [Theory]
    [InlineData("IPsExhausted: all IP addresses used out: pool a has 0 of 8 free", 108)]
    [InlineData("NoIPPoolAvailable: no IPPool available: a: NodeMismatch; b: PoolDisabled", 107)]
    [InlineData("UpdateConflict: exhaust all retries", 11)]
    public void The_agents_reason_is_the_error(string text, int code)
    {
        using var agent = new FakeAgent(AgentReply.Error(500, text));

        Assert.Equal((code, text), PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf()).Failure());
    }

    [Theory]
    [InlineData("/run/netns/gone", 100,
        "NetworkNamespaceUnavailable: open network namespace /run/netns/gone: ENOENT: No such file or directory")]
    [InlineData("/proc/self/ns/mnt", 100,
        "NetworkNamespaceUnavailable: open network namespace /proc/self/ns/mnt: EINVAL: the file is no network namespace")]
    [InlineData("/proc/self/ns/net", 4,
        "InvalidEnvironment: CNI_NETNS /proc/self/ns/net is the plugin's own network namespace (CNI_NETNS_OVERRIDE=1 if it is meant)")]
    public void Without_the_pods_namespace_nothing_is_allocated(string path, int code, string message)
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));

        Assert.Equal((code, message), PluginCall.Run(CniVariables.Of("ADD").In(path, IfName), agent.NetConf()).Failure());
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public void Without_a_pod_nothing_is_allocated()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));

        Assert.Equal(
            (4, "InvalidEnvironment: CNI_ARGS has no K8S_POD_NAME: addresses are allocated to a named pod"),
            PluginCall.Run(CniVariables.Of("ADD").With("CNI_ARGS", "K8S_POD_NAMESPACE=a"), agent.NetConf()).Failure());
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public void A_log_that_cannot_be_written_fails_nothing()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));
        var conf = agent.NetConf().Replace(agent.LogPath, "/proc/nothing/plugin.log", StringComparison.Ordinal);

        var outcome = PluginCall.Run(CniVariables.Of("ADD"), conf);

        Assert.StartsWith("""{"cniVersion":"1.1.0","ips":[""", outcome.Result(), StringComparison.Ordinal);
        Assert.StartsWith("the log /proc/nothing/plugin.log cannot be written: ", outcome.Stderr, StringComparison.Ordinal);
    }
}
