using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class GcAndStatusTests
{
    private const string Attachments = """
        "cni.dev/valid-attachments":[{"containerID":"c1","ifname":"eth0"},{"containerID":"c2","ifname":"net1"}]
        """;

    [Fact]
    public void GC_passes_the_attachments_on_and_logs_what_was_freed()
    {
        using var agent = new FakeAgent(AgentReply.Ok("""{"released":["shop/old-0","shop/old-1"]}"""));

        Assert.Equal("", PluginCall.Run(CniVariables.Of("GC"), agent.NetConf(more: Attachments)).Result());

        var request = Assert.Single(agent.Requests);
        Assert.Equal($"POST {AgentPaths.Gc}", request.Line);
        Assert.Equal(
            """{"validAttachments":[{"containerID":"c1","ifName":"eth0"},{"containerID":"c2","ifName":"net1"}]}""", request.Body);
        Assert.Contains("GC freed the addresses of shop/old-0, shop/old-1", File.ReadAllText(agent.LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void GC_with_an_empty_list_says_that_nothing_is_in_use()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));

        Assert.Equal("", PluginCall.Run(CniVariables.Of("GC"), agent.NetConf(more: "\"cni.dev/valid-attachments\":[]")).Result());
        Assert.Equal("""{"validAttachments":[]}""", Assert.Single(agent.Requests).Body);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("\"cni.dev/valid-attachments\":null", "null")]
    public void GC_without_a_list_frees_nothing(string more, string got)
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));

        Assert.Equal(
            (7, $"InvalidNetConf: key \"cni.dev/valid-attachments\" has {got}, want the list of attachments that are still in use"),
            PluginCall.Run(CniVariables.Of("GC"), agent.NetConf(more: more)).Failure());
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public void GC_that_fails_asks_for_another_try()
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "ApiServerUnavailable: late"));

        Assert.Equal((11, "ApiServerUnavailable: late"), PluginCall.Run(CniVariables.Of("GC"), agent.NetConf(more: Attachments)).Failure());
    }

    [Fact]
    public void GC_of_a_large_node_fits_into_one_request()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));
        var attachments = Enumerable.Range(0, 2000).Select(i => $$"""{"containerID":"{{new string('a', 60)}}{{i:d4}}","ifname":"eth0"}""");

        var list = $"\"cni.dev/valid-attachments\":[{string.Join(',', attachments)}]";

        PluginCall.Run(CniVariables.Of("GC"), agent.NetConf(more: list)).Result();

        Assert.InRange(Assert.Single(agent.Requests).Body.Length, 190_000, AgentPaths.MaxBodyBytes);
    }

    [Fact]
    public void STATUS_succeeds_while_the_agent_can_allocate()
    {
        using var agent = new FakeAgent(AgentReply.Of(200, ""));

        Assert.Equal("", PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf()).Result());
        Assert.Equal([$"GET {AgentPaths.Healthy}"], agent.Lines);
    }

    [Fact]
    public void STATUS_fails_with_code_50_while_the_agent_cannot_allocate()
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "AgentNotReady: the agent waits for its first lists"));

        Assert.Equal(
            (50, "AgentNotReady: the agent waits for its first lists"),
            PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf()).Failure());
    }

    [Fact]
    public void STATUS_fails_with_code_50_without_the_agent()
    {
        using var agent = new FakeAgent(AgentReply.Hangup);
        var gone = agent.SocketPath + ".gone";

        Assert.Equal(
            (50, $"AgentUnreachable: GET /v1/ipam/healthy on the socket {gone}: it does not exist"),
            PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf().Replace(agent.SocketPath, gone, StringComparison.Ordinal)).Failure());
    }

    [Fact]
    public void STATUS_of_a_wrong_configuration_is_an_error_of_the_configuration()
    {
        using var agent = new FakeAgent(AgentReply.Of(200, ""));

        Assert.Equal(7, PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf(ipam: "\"clean_gateway\":1")).Failure().Code);
    }
}
