using System.Net.Sockets;
using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Agent;

public sealed class UnixHttpClientTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(60), Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public void A_request_goes_out_as_HTTP_and_the_answer_comes_back()
    {
        using var agent = new FakeAgent(AgentReply.Of(521, "no"));

        var answer = Send(agent, "{\"ä\":1}");

        Assert.Equal((521, "no"), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Equal([new AgentRequest("DELETE", "/v1/ipam/ip", "{\"ä\":1}")], agent.Requests);
    }

    [Fact]
    public void A_large_request_is_sent_whole()
    {
        using var agent = new FakeAgent(AgentReply.Ok("{}"));
        var body = new string('x', 1 << 20);

        Send(agent, body);

        Assert.Equal(body, Assert.Single(agent.Requests).Body);
    }

    [Fact]
    public void A_missing_socket_is_unreachable_and_named()
    {
        var failure = Fails("/nonexistent/agent.sock", Plenty);

        Assert.Same(Reason.AgentUnreachable, failure.Reason);
        Assert.Equal("DELETE /v1/ipam/ip on the socket /nonexistent/agent.sock: it does not exist", failure.Detail);
        Assert.Equal("Check that the spiderpool-agent pod of the node runs.", failure.Reason.Remedy);
    }

    [Fact]
    public void A_socket_on_which_nobody_listens_is_unreachable_and_named()
    {
        using var agent = new FakeAgent(AgentReply.Silence);
        var path = agent.SocketPath + "2";
        using (var gone = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            gone.Bind(new UnixDomainSocketEndPoint(path));
        // .NET unlinks what it bound; a killed agent does not.
        File.WriteAllText(path, "");

        var failure = Fails(path, Plenty);

        Assert.Same(Reason.AgentUnreachable, failure.Reason);
        Assert.Equal($"DELETE /v1/ipam/ip on the socket {path}: nobody listens on it", failure.Detail);
    }

    [Fact]
    public void An_agent_that_hangs_up_at_once_is_unreachable()
    {
        using var agent = new FakeAgent(AgentReply.Hangup);

        var failure = Fails(agent.SocketPath, Plenty);

        Assert.Same(Reason.AgentUnreachable, failure.Reason);
        Assert.Equal(
            $"DELETE /v1/ipam/ip: the agent on {agent.SocketPath} closed the connection within its answer: \"\"", failure.Detail);
    }

    [Fact]
    public void An_agent_that_dies_within_its_answer_is_unreachable()
    {
        using var agent = new FakeAgent(AgentReply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ips\":"));

        var failure = Fails(agent.SocketPath, Plenty);

        Assert.Same(Reason.AgentUnreachable, failure.Reason);
        Assert.Equal(
            $"DELETE /v1/ipam/ip: the agent on {agent.SocketPath} closed the connection within its answer: \"{{\"ips\":\"",
            failure.Detail);
    }

    [Fact]
    public void A_peer_that_speaks_something_else_is_an_internal_fault()
    {
        using var agent = new FakeAgent(AgentReply.Raw("SSH-2.0-OpenSSH\r\n"));

        var failure = Fails(agent.SocketPath, Plenty);

        Assert.Same(Reason.Internal, failure.Reason);
        Assert.Equal(
            $"DELETE /v1/ipam/ip: the agent on {agent.SocketPath} does not speak HTTP/1.1: "
            + "the answer does not begin with an HTTP/1.1 status line",
            failure.Detail);
    }

    [Fact]
    public void A_silent_agent_ends_at_the_deadline()
    {
        using var agent = new FakeAgent(AgentReply.Silence);

        EndsAtTheDeadline(agent.SocketPath);
    }

    [Fact]
    public void An_agent_that_stops_within_its_answer_ends_at_the_deadline()
    {
        using var agent = new FakeAgent(AgentReply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") with { Hold = true });

        EndsAtTheDeadline(agent.SocketPath);
    }

    [Fact]
    public void An_agent_that_sends_a_byte_at_a_time_ends_at_the_deadline_of_the_whole_answer()
    {
        // Each byte comes well within the limit, all of them take twenty times as long.
        using var agent = new FakeAgent(
            AgentReply.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', 100)) with { Pause = TimeSpan.FromMilliseconds(25) });

        EndsAtTheDeadline(agent.SocketPath);
    }

    [Fact]
    public void A_queue_of_connections_that_is_full_ends_at_the_deadline()
    {
        using var folder = new FakeAgent(AgentReply.Silence);
        var path = folder.SocketPath + "2";
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(path));
        deaf.Listen(0);
        using var waiting = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        waiting.Connect(new UnixDomainSocketEndPoint(path));

        EndsAtTheDeadline(path);
    }

    [Fact]
    public void A_peer_that_reads_nothing_ends_at_the_deadline()
    {
        using var folder = new FakeAgent(AgentReply.Silence);
        var path = folder.SocketPath + "2";
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(path));
        deaf.Listen(1);

        EndsAtTheDeadline(path, new string('x', 8 << 20));
    }

    private static void EndsAtTheDeadline(string path, string body = "{}")
    {
        var started = TimeProvider.System.GetTimestamp();

        var failure = Fails(path, Short, body);

        Assert.Same(Reason.DeadlineExceeded, failure.Reason);
        Assert.Equal($"DELETE /v1/ipam/ip: the agent on {path} did not answer within 0.15 s", failure.Detail);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= Short);
    }

    private static ReasonException Fails(string path, TimeSpan limit, string body = "{}") => Assert.Throws<ReasonException>(() =>
        new UnixHttpClient(path, TimeProvider.System).Send("DELETE", "/v1/ipam/ip", Encoding.UTF8.GetBytes(body), limit));

    private static HttpAnswer Send(FakeAgent agent, string body) =>
        new UnixHttpClient(agent.SocketPath, TimeProvider.System).Send("DELETE", "/v1/ipam/ip", Encoding.UTF8.GetBytes(body), Plenty);
}
