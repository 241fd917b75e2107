using Spiderpool.Addressing;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux.Probes;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class ProbePlanTests
{
    [Fact]
    public void Without_detection_there_is_only_the_announcement()
    {
        var plan = Plan(Item("10.0.0.5/24", "10.0.0.1"), Item("fd00::5/64", null));

        Assert.False(plan.MustAsk);
        Assert.Empty(plan.Conflicts);
        Assert.Empty(plan.Gateways);
        Assert.Equal([Address.Parse("10.0.0.5"), Address.Parse("fd00::5")], plan.Announcements);
    }

    [Fact]
    public void Each_address_is_asked_for_as_the_agent_says()
    {
        var plan = Plan(Item("10.0.0.5/24", "10.0.0.1", conflict: true), Item("fd00::5/64", "fd00::1", gateway: true));

        Assert.True(plan.MustAsk);
        Assert.Equal([Address.Parse("10.0.0.5")], plan.Conflicts);
        Assert.Equal([new GatewayQuestion(Address.Parse("fd00::1"), Address.Parse("fd00::5"))], plan.Gateways);
    }

    [Fact]
    public void A_gateway_is_asked_for_once_and_none_is_asked_for_where_there_is_none()
    {
        var plan = Plan(
            Item("10.0.0.5/24", "10.0.0.1", gateway: true), Item("10.0.0.6/24", "10.0.0.1", gateway: true),
            Item("10.2.0.6/24", null, gateway: true));

        Assert.Equal([new GatewayQuestion(Address.Parse("10.0.0.1"), Address.Parse("10.0.0.5"))], plan.Gateways);
    }

    private static ProbePlan Plan(params AllocatedAddress[] addresses) =>
        ProbePlan.Of(new InterfaceAllocation(addresses, [], CniDns.None));

    private static AllocatedAddress Item(string address, string? via, bool conflict = false, bool gateway = false) =>
        new(Prefix.Parse(address), via is null ? null : Address.Parse(via), conflict, gateway);
}
