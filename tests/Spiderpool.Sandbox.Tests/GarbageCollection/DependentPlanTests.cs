using Spiderpool.Sandbox.ApiServer.GarbageCollection;

namespace Spiderpool.Sandbox.Tests.GarbageCollection;

public class DependentPlanTests
{
    [Fact]
    public void An_object_without_owners_is_kept() =>
        Assert.Same(DependentPlan.Keep, DependentPlan.Of([], hasDependents: true));

    [Theory]
    [InlineData("solid", false, "", null)]
    [InlineData("solid solid", true, "", null)]
    [InlineData("absent", false, "", "Background")]
    [InlineData("absent absent", true, "", "Background")]
    [InlineData("waiting", false, "", "Background")]
    [InlineData("waiting", true, "", "Foreground")]
    [InlineData("absent waiting", true, "", "Foreground")]
    [InlineData("solid absent", false, "1", null)]
    [InlineData("absent solid waiting", true, "0 2", null)]
    public void The_owners_states_decide(string states, bool hasDependents, string dropped, string? deletion)
    {
        var owners = states.Split(' ').Select((state, index) =>
            (new OwnerReference("v1", "Pod", $"owner-{index}", $"{index}", false), Enum.Parse<OwnerState>(state, ignoreCase: true)));

        var plan = DependentPlan.Of([.. owners], hasDependents);

        Assert.Equal(dropped, string.Join(' ', plan.Drop));
        Assert.Equal(deletion, plan.Delete);
    }
}
