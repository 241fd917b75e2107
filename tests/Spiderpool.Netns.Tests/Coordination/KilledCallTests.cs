using Spiderpool.Coordination.Plan;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>Nothing is left behind, and nothing is lost, wherever a call is killed.</summary>
public class KilledCallTests
{
    public static TheoryData<string> Pods => ["underlay", "second", "wanted", "overlay"];

    [Theory]
    [MemberData(nameof(Pods))]
    public void An_ADD_that_is_done_has_nothing_left_to_do_and_DEL_leaves_what_was_before(string kind)
    {
        using var lab = Make(kind, out var name);
        var before = lab.Listing();
        lab.Add(name);

        Assert.Equal("nothing to do\n", $"{lab.PlanAdd(name)}");
        var after = lab.Listing();
        lab.Add(name);
        Assert.Equal(after, lab.Listing());
        lab.Del(name);
        Assert.Equal(Without(before, name), Without(lab.Listing(), name));
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public void An_ADD_that_is_killed_anywhere_is_undone_by_DEL_and_completed_by_ADD(string kind)
    {
        using var lab = Make(kind, out var name);
        var before = Without(lab.Listing(), name);
        var steps = lab.PlanAdd(name).Steps.Count;
        for (var killed = 0; killed < steps; killed++)
        {
            Kill(killed, kill => lab.Add(name, kill));
            lab.Del(name);
            Assert.Equal(before, Without(lab.Listing(), name));
            Restore(lab, name);
        }
        lab.Add(name);
        var complete = Without(lab.Listing(), name);
        lab.Del(name);
        Restore(lab, name);
        for (var killed = 0; killed < steps; killed += 3)
        {
            Kill(killed, kill => lab.Add(name, kill));
            lab.Add(name);
            Assert.Equal(complete, Without(lab.Listing(), name));
            lab.Del(name);
            Restore(lab, name);
        }
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public void A_DEL_that_is_killed_anywhere_is_completed_by_the_next(string kind)
    {
        using var lab = Make(kind, out var name);
        var before = Without(lab.Listing(), name);
        for (var killed = 0; ; killed++)
        {
            lab.Add(name);
            var wasKilled = Kill(killed, kill => lab.Del(name, kill));
            lab.Del(name);
            Assert.Equal(before, Without(lab.Listing(), name));
            if (!wasKilled) return;
            Restore(lab, name);
        }
    }

    private static Lab Make(string kind, out string name)
    {
        name = kind == "underlay" ? "eth0" : "net1";
        var lab = new Lab(10, 20);
        if (kind == "overlay") lab.AddClusterInterface();
        else lab.AddInterface("eth0", 10);
        if (kind is "second" or "wanted") lab.Add("eth0");
        if (kind == "wanted") lab.Options = lab.Options with { DefaultRouteInterface = "net1" };
        if (kind != "underlay") lab.AddInterface("net1", 20);
        return lab;
    }

    /// <summary>The main plugin's DEL and ADD: the interface is new, as it is for each try of a runtime.</summary>
    private static void Restore(Lab lab, string name)
    {
        lab.Pod.Netlink.DeleteLink(lab.Pod.IndexOf(name));
        lab.AddInterface(name, name == "eth0" ? 10 : 20);
    }

    // The interface goes with its main plugin's DEL, and its own routes with it.
    private static string[] Without(string[] listing, string name) =>
        [.. listing.Where(line => !line.EndsWith($" dev {name}", StringComparison.Ordinal)
            && !line.Contains($" link {name} ", StringComparison.Ordinal))];

    private static bool Kill(int at, Action<Action<PlanStep>> call)
    {
        var done = 0;
        try
        {
            call(_ =>
            {
                if (done++ == at) throw new KilledException();
            });
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private sealed class KilledException : Exception;
}
