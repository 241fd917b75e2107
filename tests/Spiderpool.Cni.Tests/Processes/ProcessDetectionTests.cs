using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Processes;

/// <summary>The program itself on a real link.</summary>
public sealed class ProcessDetectionTests : IDisposable
{
    private readonly Lan _lan = new();

    [Fact]
    public async Task A_conflict_is_reported_and_the_addresses_go_back()
    {
        _lan.Peer.AddAddress("eth0", "10.20.0.7/24");
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0", conflict: true, gateway: true)));

        var (code, message) = (await PluginBinary.RunAsync(_lan.Variables("ADD"), agent.NetConf("0.3.1"))).Failure();

        Assert.Equal(112, code);
        Assert.Contains("ip conflict", message, StringComparison.Ordinal);
        Assert.Equal([$"POST {AgentPaths.Ip}", $"DELETE {AgentPaths.Ips}"], agent.Lines);
        Assert.DoesNotContain(_lan.Seen(), frame => frame.StartsWith("announce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_gateway_is_reported()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0", gateway: true)));

        var (code, message) = (await PluginBinary.RunAsync(_lan.Variables("ADD"), agent.NetConf())).Failure();

        Assert.Equal(113, code);
        Assert.Contains("gateway 10.20.0.1 is unreachable, gateway fd00:20::1 is unreachable", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verified_addresses_are_announced()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("eth0", conflict: true)));

        (await PluginBinary.RunAsync(_lan.Variables("ADD"), agent.NetConf())).Result();

        Assert.Equal(
            [
                "probe 10.20.0.7", "probe fd00:20::7", "announce 10.20.0.7 by Request", "announce 10.20.0.7 by Reply",
                "announce fd00:20::7",
            ],
            _lan.Seen());
    }

    [Fact]
    public async Task An_attachment_is_checked()
    {
        _lan.SetPodLinkUp();
        _lan.Pod.AddAddress("eth0", "10.20.0.7/24");
        using var agent = new FakeAgent(AgentReply.Ok(Answers.Endpoint("eth0")));
        var conf = agent.NetConf("1.0.0", more: """
            "prevResult":{"cniVersion":"1.0.0","ips":[{"address":"10.20.0.7/24"},{"address":"fd00:20::7/64"}]}
            """);

        Assert.Equal(
            (114, "CheckFailed: eth0 of pod shop/cart-0: fd00:20::7/64 is not on the interface"),
            (await PluginBinary.RunAsync(_lan.Variables("CHECK"), conf)).Failure());
        _lan.Pod.AddAddress("eth0", "fd00:20::7/64");
        Assert.Equal("", (await PluginBinary.RunAsync(_lan.Variables("CHECK"), conf)).Result());
    }

    public void Dispose() => _lan.Dispose();
}
