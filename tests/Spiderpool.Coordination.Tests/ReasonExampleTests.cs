using Spiderpool.Api;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>The examples of docs/reference/reasons.md that the plan's messages are.</summary>
public class ReasonExampleTests
{
    private readonly ModelNode _node = new ModelNode().AddInterface("eth0", 10).AddInterface("net1", 20);

    [Fact]
    public void NoPodAddress()
    {
        _node.Kernel.Pod.Addresses.Clear();
        AssertExample(Reason.NoPodAddress, "eth0");
    }

    [Fact]
    public void CoordinatorModeMismatch()
    {
        _node.Options = _node.Options with { Mode = CoordinationMode.Underlay };
        AssertExample(Reason.CoordinatorModeMismatch, "net1");
    }

    [Fact]
    public void DefaultRouteInterfaceMissing()
    {
        _node.Options = _node.Options with { DefaultRouteInterface = "net9" };
        AssertExample(Reason.DefaultRouteInterfaceMissing, "net1");
    }

    [Fact]
    public void HostLinkMissing() => AssertExample(Reason.HostLinkMissing, "net1");

    private void AssertExample(Reason reason, string name) =>
        ReasonsPage.AssertExample(reason.Name, Assert.Throws<ReasonException>(() => _node.PlanAdd(name)).Message);
}
