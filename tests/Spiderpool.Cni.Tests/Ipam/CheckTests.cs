using Spiderpool.Addressing;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.Tests.Ipam;

/// <summary>CHECK of a real interface.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly Lan _lan = new();
    private readonly FakeAgent _agent = new(AgentReply.Ok(Answers.Endpoint("eth0")));

    public CheckTests()
    {
        // As the main plugin does after ADD.
        _lan.SetPodLinkUp();
        _lan.Pod.AddAddress("eth0", "10.20.0.7/24");
        _lan.Pod.AddAddress("eth0", "fd00:20::7/64");
        _lan.Pod.Netlink.AddRoute(Default("0.0.0.0/0", "10.20.0.1"));
        _lan.Pod.Netlink.AddRoute(Default("::/0", "fd00:20::1"));
    }

    [Fact]
    public void An_attachment_as_ADD_made_it_passes()
    {
        Assert.Equal("", Check().Result());
        Assert.Equal(["GET /v1/workloadendpoint?podNamespace=shop&podName=cart-0"], _agent.Lines);
    }

    [Fact]
    public void A_route_that_another_plugin_moved_to_a_table_of_its_own_passes()
    {
        _lan.Pod.Netlink.DeleteRoute(Default("0.0.0.0/0", "10.20.0.1"));
        _lan.Pod.Netlink.AddRoute(Default("0.0.0.0/0", "10.20.0.1") with { Table = 101 });

        Assert.Equal("", Check().Result());
    }

    [Fact]
    public void A_missing_address_is_named_with_the_routes_that_went_with_it()
    {
        _lan.Pod.Netlink.DeleteAddress(new AddressEntry(_lan.Pod.IndexOf("eth0"), Prefix.Parse("10.20.0.7/24")));

        Assert.Equal(
            (114, "CheckFailed: eth0 of pod shop/cart-0: 10.20.0.7/24 is not on the interface; "
                + "the route to 0.0.0.0/0 via 10.20.0.1 is not in the namespace"),
            Check().Failure());
    }

    [Fact]
    public void A_missing_route_is_named()
    {
        _lan.Pod.Netlink.DeleteRoute(Default("::/0", "fd00:20::1"));

        Assert.Equal(
            (114, "CheckFailed: eth0 of pod shop/cart-0: the route to ::/0 via fd00:20::1 is not in the namespace"), Check().Failure());
    }

    [Fact]
    public void A_link_that_is_down_is_named()
    {
        _lan.Pod.Netlink.SetLinkDown(_lan.Pod.IndexOf("eth0"));

        Assert.StartsWith(
            "CheckFailed: eth0 of pod shop/cart-0: the interface is down; ", Check().Failure().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_is_gone_is_named()
    {
        _lan.Pod.Netlink.DeleteLink(_lan.Pod.IndexOf("eth0"));

        Assert.Equal(
            (114, "CheckFailed: eth0 of pod shop/cart-0: there is no such interface in the namespace"), Check().Failure());
    }

    [Fact]
    public void A_record_of_another_pod_is_named()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.Endpoint("eth0", uid: "77")));

        Assert.Equal((114, "CheckFailed: eth0 of pod shop/cart-0: the record belongs to pod UID 77, not 6f1a"), Check(agent).Failure());
    }

    [Fact]
    public void A_pod_without_record_is_an_error()
    {
        using var agent = new FakeAgent(AgentReply.Error(404, "NotFound: pod shop/cart-0 has no SpiderEndpoint"));

        Assert.Equal((127, "NotFound: pod shop/cart-0 has no SpiderEndpoint"), Check(agent).Failure());
    }

    [Fact]
    public void The_result_of_ADD_is_needed()
    {
        Assert.Equal(
            (7, "InvalidNetConf: key \"prevResult\" has nothing, want the result of ADD, which CHECK compares"),
            PluginCall.Run(_lan.Variables("CHECK"), _agent.NetConf()).Failure());
        Assert.Empty(_agent.Requests);
    }

    [Fact]
    public void The_namespace_is_needed() => Assert.Equal(
        100, PluginCall.Run(_lan.Variables("CHECK").With("CNI_NETNS", "/run/netns/gone"), Conf(_agent)).Failure().Code);

    public void Dispose()
    {
        _agent.Dispose();
        _lan.Dispose();
    }

    private PluginOutcome Check(FakeAgent? agent = null) => PluginCall.Run(_lan.Variables("CHECK"), Conf(agent ?? _agent));

    private string Conf(FakeAgent agent) => agent.NetConf("0.4.0", more: $$"""
        "prevResult":{"cniVersion":"0.4.0",
          "interfaces":[{"name":"eth0","mac":"02:00:00:00:00:01","sandbox":"{{_lan.Pod.Namespace.Path}}"}],
          "ips":[{"version":"4","interface":0,"address":"10.20.0.7/24","gateway":"10.20.0.1"},
                 {"version":"6","interface":0,"address":"fd00:20::7/64","gateway":"fd00:20::1"}],
          "routes":[{"dst":"0.0.0.0/0","gw":"10.20.0.1"},{"dst":"::/0","gw":"fd00:20::1"}]}
        """);

    private RouteEntry Default(string destination, string gateway) =>
        new(Prefix.Parse(destination)) { Gateway = Address.Parse(gateway), LinkIndex = _lan.Pod.IndexOf("eth0") };
}
