using CsCheck;
using Spiderpool.Coordination.Plan;
using Spiderpool.Coordination.Tests.Fixtures;

namespace Spiderpool.Coordination.Tests;

/// <summary>What holds for each pod, whatever its interfaces, settings and the order of calls.</summary>
public class PlanPropertyTests
{
    private static readonly Gen<PodCase> Case = PodCase.Gen;

    [Fact]
    public void A_plan_after_an_applied_plan_is_empty() => Case.Sample(pod =>
    {
        var node = pod.Make();
        foreach (var name in pod.Added) Assert.Equal("nothing to do\n", node.PlanAdd(name).ToString());
    });

    [Fact]
    public void The_order_of_the_interfaces_does_not_matter() => Gen.Select(Case, Gen.Int).Sample((pod, seed) =>
    {
        var others = pod.Added.Skip(pod.IsOverlay ? 0 : 1).ToArray();
        new Random(seed).Shuffle(others);
        var order = pod.IsOverlay ? others : ["eth0", .. others];

        Assert.Equal(Complete(pod, pod.Added).Listing, Complete(pod, order).Listing);
    });

    [Fact]
    public void A_reply_leaves_by_the_interface_of_its_address() => Case.Sample(pod =>
    {
        var kernel = pod.Make().Kernel.Pod;
        foreach (var item in pod.Interfaces.Where(item => item.HasGateway && pod.Tune))
        {
            if (item.IPv4) Assert.Equal(item.Name, kernel.LookUp("8.8.8.8", $"10.{item.Subnet}.0.5")!.Link);
            if (item.IPv6) Assert.Equal(item.Name, kernel.LookUp("2001:db8::1", $"fd{item.Subnet:d2}::5")!.Link);
        }
    });

    [Fact]
    public void The_node_and_Services_are_reached_through_the_node_from_each_address() => Case.Sample(pod =>
    {
        var kernel = pod.Make().Kernel.Pod;
        var way = pod.IsOverlay ? "eth0" : PodNames.Veth;
        foreach (var item in pod.Interfaces.Where(item => item.IPv4))
        {
            foreach (var destination in (string[])["10.6.0.10", "10.96.0.1"])
                Assert.Equal(way, kernel.LookUp(destination, $"10.{item.Subnet}.0.5")!.Link);
        }
    });

    [Fact]
    public void The_main_table_has_the_default_route_of_one_interface() => Case.Sample(pod =>
    {
        var defaults = pod.Make().Kernel.Pod.Routes.Where(route => route is { IsDefault: true, IsMain: true }).ToList();
        if (!pod.Tune) return;
        foreach (var family in defaults.GroupBy(route => route.Family))
        {
            var link = Assert.Single(family.Select(route => route.Link).Distinct());
            if (pod.Interfaces.FirstOrDefault(item => item.Name == pod.Wanted) is { HasGateway: true } wanted
                && (family.Key == Addressing.IPFamily.IPv4 ? wanted.IPv4 : wanted.IPv6)) Assert.Equal(pod.Wanted, link);
        }
    });

    [Fact]
    public void A_DEL_of_the_last_interface_leaves_what_was_there_without_it() => Case.Sample(pod =>
    {
        var last = pod.Added[^1];
        var without = pod with { Interfaces = [.. pod.Interfaces.Where(item => item.Name != last)] };
        if (without.Added.Count == 0) return;

        Assert.Equal(
            without.Make().Listing,
            pod.Make(skip: last).AddInterfaceOf(pod, last).Add(last).Del(last).RemoveInterface(last).Listing);
    });

    [Fact]
    public void DELs_in_any_order_leave_nothing() => Gen.Select(Case, Gen.Int).Sample((pod, seed) =>
    {
        var order = pod.Added.ToArray();
        new Random(seed).Shuffle(order);
        var empty = pod with { Interfaces = [] };
        var node = pod.Make();
        foreach (var name in order) node.Del(name).RemoveInterface(name);

        Assert.Equal(empty.Make().Listing, node.Listing);
    });

    [Fact]
    public void An_ADD_that_was_killed_is_completed_by_the_next() => Gen.Select(Case, Gen.Int[0, 60]).Sample((pod, steps) =>
    {
        var last = pod.Added[^1];
        var node = pod.Make(skip: last).AddInterfaceOf(pod, last).Add(last, steps).Add(last);

        Assert.Equal(pod.Make().Listing, node.Listing);
    });

    [Fact]
    public void An_ADD_that_was_killed_is_undone_by_DEL() => Gen.Select(Case, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((pod, steps, more) =>
    {
        var last = pod.Added[^1];
        var before = pod.Make(skip: last).Listing;
        var node = pod.Make(skip: last).AddInterfaceOf(pod, last).Add(last, steps).Del(last, more).Del(last).RemoveInterface(last);

        Assert.Equal(before, node.Listing);
    });

    private static ModelNode Complete(PodCase pod, IReadOnlyList<string> order)
    {
        // Indexes of links, and with them the order in listings, follow the order in which they are made.
        var node = pod.MakeNode();
        foreach (var name in order) node.AddInterfaceOf(pod, name).Add(name);
        return node;
    }
}
