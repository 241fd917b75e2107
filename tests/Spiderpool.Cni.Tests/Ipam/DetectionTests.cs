using System.Text.Json;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

/// <summary>What ADD asks and tells on a real link before the pod uses its addresses.</summary>
public sealed class DetectionTests : IDisposable
{
    private readonly Lan _lan = new();

    [Fact]
    public void Free_addresses_and_living_gateways_are_announced_after_they_were_verified()
    {
        _lan.Peer.AddAddress("eth0", "10.20.0.1/24");
        _lan.Peer.AddAddress("eth0", "fd00:20::1/64");
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0", conflict: true, gateway: true)));

        var result = Add(agent).Result();

        Assert.Contains("\"address\":\"10.20.0.7/24\"", result, StringComparison.Ordinal);
        Assert.True(_lan.PodLinkIsUp);
        Assert.Equal(
            [
                "probe 10.20.0.7", "probe fd00:20::7",
                "10.20.0.7 asks for 10.20.0.1", "fd00:20::7 asks for fd00:20::1",
                "announce 10.20.0.7 by Request", "announce 10.20.0.7 by Reply", "announce fd00:20::7",
            ],
            _lan.Seen());
        Assert.Equal([$"POST {AgentPaths.Ip}"], agent.Lines);
    }

    [Theory]
    [InlineData("10.20.0.7/24", "10.20.0.7")]
    [InlineData("fd00:20::7/64", "fd00:20::7")]
    public void An_address_in_use_is_given_back_and_never_shown(string taken, string address)
    {
        _lan.Peer.AddAddress("eth0", taken);
        using var agent = Agent(Answers.DualStack("eth0", conflict: true), AgentReply.Ok(""));

        Assert.Equal(
            (112, $"IPConflict: ip conflict on eth0 of pod shop/cart-0: {address} is in use by {_lan.PeerMac}; "
                + "the pod's addresses were given back"),
            Add(agent).Failure());

        Assert.All(_lan.Seen(), frame => Assert.StartsWith("probe ", frame, StringComparison.Ordinal));
        Assert.Equal([$"POST {AgentPaths.Ip}", $"DELETE {AgentPaths.Ips}"], agent.Lines);
        Assert.Equal(
            JsonText.Compact($$"""
                {"containerID":"8f3c5d0a","ifName":"eth0","netNamespace":"{{_lan.Pod.Namespace.Path}}","podNamespace":"shop",
                 "podName":"cart-0","podUID":"6f1a","isReleaseConflictIPs":true}
                """),
            agent.Requests.Last().Body);
    }

    [Fact]
    public void All_addresses_in_use_are_named()
    {
        _lan.Peer.AddAddress("eth0", "10.20.0.7/24");
        _lan.Peer.AddAddress("eth0", "fd00:20::7/64");
        using var agent = Agent(Answers.DualStack("eth0", conflict: true), AgentReply.Ok(""));

        var (_, message) = Add(agent).Failure();

        Assert.Contains($"10.20.0.7 is in use by {_lan.PeerMac}", message, StringComparison.Ordinal);
        Assert.Contains($"fd00:20::7 is in use by {_lan.PeerMac}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(522, "\"StatefulWorkload: forbid releasing IPs for stateful workload: pod shop/cart-0 of StatefulSet cart\"",
        "StatefulWorkload: forbid releasing IPs for stateful workload: pod shop/cart-0 of StatefulSet cart")]
    [InlineData(521, "", "ReleaseDisabled: the agent answered 521 to DELETE /v1/ipam/ips: no text")]
    [InlineData(500, "\"ApiServerUnavailable: late\"", "ApiServerUnavailable: late")]
    public void The_conflict_is_the_error_also_when_the_addresses_stay(int status, string body, string why)
    {
        _lan.Peer.AddAddress("eth0", "10.20.0.7/24");
        using var agent = Agent(Answers.DualStack("eth0", conflict: true), AgentReply.Of(status, body));

        Assert.Equal(
            (112, $"IPConflict: ip conflict on eth0 of pod shop/cart-0: 10.20.0.7 is in use by {_lan.PeerMac}; "
                + $"the pod keeps its addresses: {why}"),
            Add(agent).Failure());
    }

    [Fact]
    public void A_dead_gateway_gives_the_addresses_back_and_nothing_is_announced()
    {
        _lan.Peer.AddAddress("eth0", "fd00:20::1/64");
        using var agent = Agent(Answers.DualStack("eth0", conflict: true, gateway: true), AgentReply.Ok(""));

        Assert.Equal(
            (113, "GatewayUnreachable: eth0 of pod shop/cart-0: gateway 10.20.0.1 is unreachable; the pod's addresses were given back"),
            Add(agent).Failure());

        Assert.DoesNotContain(_lan.Seen(), frame => frame.StartsWith("announce", StringComparison.Ordinal));
        Assert.Contains("\"isReleaseConflictIPs\":false", agent.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_detection_a_link_that_is_down_stays_down_and_silent()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0")));

        Add(agent).Result();

        Assert.False(_lan.PodLinkIsUp);
        Assert.Empty(_lan.Seen());
    }

    [Fact]
    public void Without_detection_a_link_that_is_up_is_announced()
    {
        _lan.SetPodLinkUp();
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0")));

        Add(agent).Result();

        Assert.Equal(["announce 10.20.0.7 by Request", "announce 10.20.0.7 by Reply", "announce fd00:20::7"], _lan.Seen());
    }

    [Fact]
    public void Without_detection_a_link_without_carrier_holds_nothing_up()
    {
        _lan.SetPodLinkUp();
        _lan.Peer.Netlink.SetLinkDown(_lan.Peer.IndexOf("eth0"));
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0")));

        Add(agent).Result();

        Assert.DoesNotContain("\"warn\"", File.ReadAllText(agent.LogPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eth7", "the main plugin makes the interface after it has asked for addresses")]
    [InlineData("lo", "the interface knows neither ARP nor NDP")]
    public void Where_nothing_can_be_asked_the_log_says_so(string ifName, string why)
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(ifName, conflict: true, gateway: true)));

        PluginCall.Run(_lan.Variables("ADD").With("CNI_IFNAME", ifName), agent.NetConf()).Result();

        var warning = JsonElement.Parse(File.ReadAllLines(agent.LogPath)[0]);
        Assert.Equal("warn", warning.GetProperty("level").GetString());
        Assert.Equal(
            $"{ifName} of pod shop/cart-0: neither conflicts nor gateways are looked for: {why}", warning.GetProperty("msg").GetString());
    }

    [Fact]
    public void A_link_without_carrier_is_an_error_for_no_address_can_be_verified()
    {
        _lan.Peer.Netlink.SetLinkDown(_lan.Peer.IndexOf("eth0"));
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0", conflict: true)));

        Assert.Equal(
            (130, "LinkUnavailable: eth0 of pod shop/cart-0: the interface is up and has no carrier"), Add(agent).Failure());
        Assert.Equal([$"POST {AgentPaths.Ip}"], agent.Lines);
    }

    public void Dispose() => _lan.Dispose();

    private PluginOutcome Add(FakeAgent agent) => PluginCall.Run(_lan.Variables("ADD"), agent.NetConf());

    private static FakeAgent Agent(string allocation, AgentReply release) =>
        new(request => request.Method == "POST" ? AgentReply.Ok(allocation) : release);
}
