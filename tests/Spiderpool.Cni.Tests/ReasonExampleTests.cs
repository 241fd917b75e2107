using Spiderpool.Api;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Cni.Tests;

/// <summary>The examples of docs/reference/reasons.md that the plugin's messages are.</summary>
public sealed class ReasonExampleTests : IDisposable
{
    private const string Endpoint = """
        {"podNamespace":"shop","podName":"cart-0","podUID":"6f1a","node":"node-a",
         "interfaces":[{"interface":"eth0","ipv4":"10.20.0.7/24","ipv4Pool":"rack-a"}]}
        """;

    private const string Result = """
        "prevResult":{"cniVersion":"1.1.0","interfaces":[{"name":"eth0","sandbox":"/x"}],"ips":[{"address":"10.20.0.8/24","interface":0}]}
        """;

    private readonly FakeAgent _agent = new(request => request.Method switch
    {
        "POST" => AgentReply.Ok("""
            {"ips":[{"version":4,"address":"10.20.0.7/24","nic":"eth0","gateway":"10.20.0.1","ipPool":"rack-a",
                     "enableIPConflictDetection":true,"enableGatewayDetection":true}],"routes":[]}
            """),
        "GET" when request.Target.Contains("workloadendpoint", StringComparison.Ordinal) => AgentReply.Ok(Endpoint),
        _ => AgentReply.Ok(""),
    });

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void InvalidNetConf() =>
        AssertExample(Reason.InvalidNetConf, Add(), _agent.NetConf(ipam: "\"default_ipv4_ippool\":\"rack-a\""));

    [Fact]
    public void UnsupportedCniVersion() => AssertExample(Reason.UnsupportedCniVersion, Add(), _agent.NetConf("0.2.0"));

    [Fact]
    public void InvalidEnvironment() =>
        AssertExample(Reason.InvalidEnvironment, Add().With("CNI_IFNAME", null).With("CNI_NETNS", "netns/x"), _agent.NetConf());

    [Fact]
    public void NetworkNamespaceUnavailable() =>
        AssertExample(Reason.NetworkNamespaceUnavailable, Add().In("/var/run/netns/cni-gone", "eth0"), _agent.NetConf());

    [Fact]
    public void AgentUnreachable() => AssertExample(
        Reason.AgentUnreachable, Add(),
        _agent.NetConf().Replace(_agent.SocketPath, "/var/run/spidernet-gone/spiderpool.sock", StringComparison.Ordinal));

    [Fact]
    public void Internal()
    {
        using var agent = new FakeAgent(AgentReply.Ok("""{"ips":[{"version":4,"address":"10.20.0.7","nic":"cni-test0"}]}"""));

        AssertExample(Reason.Internal, Add(), agent.NetConf());
    }

    [Fact]
    public void CheckFailed()
    {
        using var netns = new NetnsFixture();
        var (pod, _) = netns.CreatePair();
        pod.AddAddress("eth0", "10.20.0.8/24");

        AssertExample(Reason.CheckFailed, CniVariables.Of("CHECK").In(pod.Namespace.Path, "eth0"), _agent.NetConf(more: Result));
    }

    [Fact]
    public void IPConflict()
    {
        using var netns = new NetnsFixture();
        var (pod, other) = netns.CreatePair();
        other.Netlink.ChangeLink(other.IndexOf("eth0"), new LinkChange { Mac = MacAddress.Parse("0a:1b:0a:14:00:07") });
        other.AddAddress("eth0", "10.20.0.7/24");

        AssertExample(Reason.IPConflict, Add().In(pod.Namespace.Path, "eth0"), _agent.NetConf());
    }

    [Fact]
    public void GatewayUnreachable()
    {
        using var netns = new NetnsFixture();
        var (pod, _) = netns.CreatePair();

        AssertExample(Reason.GatewayUnreachable, Add().In(pod.Namespace.Path, "eth0"), _agent.NetConf());
    }

    [Fact]
    public void LinkUnavailable()
    {
        using var netns = new NetnsFixture();
        var pod = netns.Create();
        pod.Netlink.AddLink(new LinkSpec { Name = "eth0", Kind = new VethLink(new LinkSpec { Name = "peer0" }), Up = true });

        AssertExample(Reason.LinkUnavailable, Add().In(pod.Namespace.Path, "eth0"), _agent.NetConf());
    }

    private static CniVariables Add() => CniVariables.Of("ADD");

    private static void AssertExample(Reason reason, CniVariables variables, string netConf)
    {
        var (code, message) = PluginCall.Run(variables, netConf).Failure();

        Assert.Equal(reason.CniCode, code);
        ReasonsPage.AssertExample(reason.Name, message);
    }
}
