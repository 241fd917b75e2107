using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class DelTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("/run/netns/gone", "/run/netns/gone")]
    public void DEL_needs_no_namespace_and_can_be_repeated(string? netns, string sent)
    {
        using var agent = new FakeAgent(AgentReply.Of(200, ""));

        for (var i = 0; i < 3; i++)
            Assert.Equal("", PluginCall.Run(CniVariables.Of("DEL").With("CNI_NETNS", netns), agent.NetConf()).Result());

        Assert.All(agent.Requests, request =>
        {
            Assert.Equal($"DELETE {AgentPaths.Ip}", request.Line);
            Assert.Equal(
                JsonText.Compact($$"""
                    {"containerID":"8f3c5d0a","ifName":"cni-test0","netNamespace":"{{sent}}","podNamespace":"shop","podName":"cart-0",
                     "podUID":"6f1a"}
                    """),
                request.Body);
        });
        Assert.Equal(3, agent.Requests.Count);
    }

    [Theory]
    [InlineData("AgentNotReady: wait")]
    [InlineData("ApiServerUnavailable: late")]
    [InlineData("Internal: odd")]
    public void Where_something_may_be_left_the_runtime_is_told_to_try_again(string text)
    {
        using var agent = new FakeAgent(AgentReply.Error(500, text));

        Assert.Equal((11, text), PluginCall.Run(CniVariables.Of("DEL"), agent.NetConf()).Failure());
    }

    [Fact]
    public void Without_the_agent_the_runtime_is_told_to_try_again()
    {
        using var agent = new FakeAgent(AgentReply.Hangup);
        var gone = agent.SocketPath + ".gone";

        Assert.Equal(
            (11, $"AgentUnreachable: DELETE /v1/ipam/ip on the socket {gone}: it does not exist"),
            PluginCall.Run(CniVariables.Of("DEL"), agent.NetConf().Replace(agent.SocketPath, gone, StringComparison.Ordinal)).Failure());
        Assert.Equal(
            (11, $"AgentUnreachable: DELETE /v1/ipam/ip: the agent on {agent.SocketPath} closed the connection within its answer: \"\""),
            PluginCall.Run(CniVariables.Of("DEL"), agent.NetConf()).Failure());
    }

    [Theory]
    [InlineData("")]
    [InlineData("K8S_POD_NAME=a")]
    [InlineData("IgnoreUnknown=1;K8S_POD_NAMESPACE=b;X=y")]
    public void An_attachment_of_no_pod_never_got_an_address(string args)
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "Internal: asked"));

        Assert.Equal("", PluginCall.Run(CniVariables.Of("DEL").With("CNI_ARGS", args), agent.NetConf()).Result());
        Assert.Empty(agent.Requests);
        Assert.Contains("DEL has nothing to release: CNI_ARGS names no pod", File.ReadAllText(agent.LogPath), StringComparison.Ordinal);
    }
}
