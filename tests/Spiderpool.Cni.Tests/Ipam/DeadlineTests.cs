using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Ipam;

/// <summary>An agent that does not answer, with the limits of the plugin scaled down.</summary>
public sealed class DeadlineTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly FakeAgent _agent = new(AgentReply.Silence);

    [Fact]
    public void The_limits_end_before_the_kubelet_gives_up()
    {
        var limits = new AgentOptions();

        Assert.True(limits.AllocationLimit + limits.UnusableReleaseLimit < TimeSpan.FromSeconds(120));
        Assert.Equal(TimeSpan.FromSeconds(100), limits.AllocationLimit);
        Assert.Equal(TimeSpan.FromSeconds(10), limits.QueryLimit);
    }

    [Fact]
    public void ADD_names_the_socket_at_its_deadline()
    {
        var failure = Assert.Throws<ReasonException>(() => Run("ADD"));

        Assert.Equal(
            $"DeadlineExceeded: POST /v1/ipam/ip: the agent on {_agent.SocketPath} did not answer within 0.1 s", failure.Message);
        Assert.Equal(11, failure.Reason.CniCode);
    }

    [Fact]
    public void DEL_asks_for_another_try_at_its_deadline()
    {
        var error = Assert.Throws<CniException>(() => Run("DEL")).Error;

        Assert.Equal(
            (11, $"DeadlineExceeded: DELETE /v1/ipam/ip: the agent on {_agent.SocketPath} did not answer within 0.1 s"),
            (error.Code, error.Message));
        Assert.NotEmpty(error.Details);
    }

    [Fact]
    public void STATUS_says_that_the_plugin_is_not_available_at_its_deadline()
    {
        var error = Assert.Throws<CniException>(() => Run("STATUS")).Error;

        Assert.Equal(
            (50, $"DeadlineExceeded: GET /v1/ipam/healthy: the agent on {_agent.SocketPath} did not answer within 0.1 s"),
            (error.Code, error.Message));
    }

    public void Dispose() => _agent.Dispose();

    private void Run(string text)
    {
        var verb = CniVerbExtensions.ParseVerb(text);
        var options = new AgentOptions { Socket = _agent.SocketPath, AllocationLimit = Limit, QueryLimit = Limit };
        using var log = new PluginLog(new PluginLogOptions { Path = _agent.LogPath }, TimeProvider.System, Stream.Null);
        var call = new CniCall(
            CniEnvironment.Parse(verb, CniVariables.Of(text).Get), NetConf.Parse(Encoding.UTF8.GetBytes(_agent.NetConf())), log,
            TimeProvider.System);
        IpamPlugin.Configure(new IpamSettings { Agent = options, Log = new PluginLogOptions { Path = _agent.LogPath } })
            .Command(verb).Run(call);
    }
}
