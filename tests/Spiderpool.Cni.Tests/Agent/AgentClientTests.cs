using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Agent;

public sealed class AgentClientTests
{
    [Theory]
    [InlineData(500, "IPsExhausted: pool a is full", "IPsExhausted", "pool a is full")]
    [InlineData(500, "AgentNotReady: wait", "AgentNotReady", "wait")]
    [InlineData(200 + 321, "x", "ReleaseDisabled", "the agent answered 521 to DELETE /v1/ipam/ip: x")]
    [InlineData(522, "", "StatefulWorkload", "the agent answered 522 to DELETE /v1/ipam/ip: no text")]
    [InlineData(404, "none", "NotFound", "the agent answered 404 to DELETE /v1/ipam/ip: none")]
    [InlineData(400, "bad", "BadRequest", "the agent answered 400 to DELETE /v1/ipam/ip: bad")]
    [InlineData(500, "NoSuchReason: a", "Internal", "the agent answered 500 to DELETE /v1/ipam/ip: NoSuchReason: a")]
    [InlineData(302, "a\nb", "Internal", "the agent answered 302 to DELETE /v1/ipam/ip: a b")]
    public void An_error_answer_has_the_agents_reason_or_that_of_its_status(int status, string text, string reason, string detail)
    {
        using var agent = new FakeAgent(AgentReply.Error(status, text));

        var failure = Assert.Throws<ReasonException>(() => Client(agent).Release(new IpamDelArgs()));

        Assert.Equal(reason, failure.Reason.Name);
        Assert.Equal(detail, failure.Detail);
    }

    [Theory]
    [InlineData("<html>502</html>", "<html>502</html>")]
    [InlineData("{\"message\":\"x\"}", "{\"message\":\"x\"}")]
    [InlineData("\"half", "\"half")]
    [InlineData("\"\\ud800\"", "\"\\ud800\"")]
    public void An_error_that_is_no_JSON_text_is_shown_as_it_is(string body, string shown)
    {
        using var agent = new FakeAgent(AgentReply.Of(502, body));

        var failure = Assert.Throws<ReasonException>(() => Client(agent).Release(new IpamDelArgs()));

        Assert.Equal($"the agent answered 502 to DELETE /v1/ipam/ip: {shown}", failure.Detail);
    }

    [Fact]
    public void A_long_error_is_cut()
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "IPsExhausted: " + new string('x', 500_000)));

        Assert.Equal(
            4096, Assert.Throws<ReasonException>(() => Client(agent).Release(new IpamDelArgs())).Message.Length);
    }

    [Fact]
    public void The_query_of_an_endpoint_is_escaped()
    {
        using var agent = new FakeAgent(AgentReply.Ok("""{"podUID":"u"}"""));

        Assert.Equal("u", Client(agent).GetEndpoint("a&b", "c d").PodUID);
        Assert.Equal(["GET /v1/workloadendpoint?podNamespace=a%26b&podName=c%20d"], agent.Lines);
    }

    [Fact]
    public void An_answer_that_makes_no_sense_names_request_and_socket()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{\"ips\":1}"));

        Assert.Equal(
            $"POST /v1/ipam/ip: the agent on {agent.SocketPath} answered wrongly: key \"ips\" has the number 1, want a list of objects",
            Assert.Throws<ReasonException>(() => Client(agent).Allocate(new IpamAddArgs())).Detail);
    }

    [Fact]
    public void A_request_that_the_agent_would_not_read_is_not_sent()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));
        var pools = Enumerable.Repeat(new string('p', 1000), 300).ToList();

        var failure = Assert.Throws<ReasonException>(() => Client(agent).Allocate(new IpamAddArgs { DefaultIPv4IPPool = pools }));

        Assert.Same(Reason.BadRequest, failure.Reason);
        Assert.EndsWith("the agent takes 262144", failure.Detail, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData(500, "\"AgentNotReady: the agent waits\"", "the agent waits")]
    [InlineData(500, "", "the agent on {0} cannot allocate: the agent answered 500 to GET /v1/ipam/healthy: no text")]
    [InlineData(204, "", "the agent on {0} cannot allocate: the agent answered 204 to GET /v1/ipam/healthy: no text")]
    public void An_agent_that_is_not_healthy_is_not_ready(int status, string body, string detail)
    {
        using var agent = new FakeAgent(AgentReply.Of(status, body));

        var failure = Assert.Throws<ReasonException>(Client(agent).RequireHealthy);

        Assert.Same(Reason.AgentNotReady, failure.Reason);
        Assert.Equal(string.Format(detail, agent.SocketPath), failure.Detail);
    }

    private static AgentClient Client(FakeAgent agent) => new(new AgentOptions { Socket = agent.SocketPath }, TimeProvider.System);
}
