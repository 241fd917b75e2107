using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>What pods reach and are reached by, on a real kernel (spec/testcases.md, C).</summary>
public class ReachabilityTests
{
    [Theory]
    [InlineData("10.10.0.5", "10.10.0.10")]
    [InlineData("fd10::5", "fd10::10")]
    public async Task C00001_an_underlay_pod_and_its_node_reach_each_other(string pod, string node)
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        Assert.Equal("nobody", await Reach.Async(lab.Node, pod, lab.Pod, limit: TimeSpan.FromMilliseconds(300)));
        lab.Add("eth0");

        Assert.Equal(node, await Reach.Async(lab.Node, pod, lab.Pod));
        Assert.Equal(pod, await Reach.Async(lab.Pod, node, lab.Node));
    }

    [Theory]
    [InlineData("10.96.0.1", "10.10.0.10")]
    [InlineData("fd96::1", "fd10::10")]
    public async Task C00001_an_underlay_pod_reaches_a_Service(string service, string backend)
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        lab.AddService(service, backend);
        lab.Add("eth0");

        Assert.NotEqual("nobody", await Reach.Async(lab.Pod, service, lab.Node, port: 8080));
    }

    [Fact]
    public async Task C00001_an_underlay_pod_reaches_another_and_the_world_by_its_own_interface()
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        lab.Add("eth0");

        Assert.Equal("10.10.0.5", await Reach.Async(lab.Pod, "192.0.2.10", lab.Router(10)));
        Assert.Equal("fd10::5", await Reach.Async(lab.Pod, "2001:db8::10", lab.Router(10)));
        Assert.Equal("192.0.2.10", await Reach.Async(lab.Router(10), "10.10.0.5", lab.Pod, from: "192.0.2.10"));
    }

    [Theory]
    [InlineData("10.10.0.10", "10.10.0.5", "192.0.2.10")]
    [InlineData("fd10::10", "fd10::5", "2001:db8::10")]
    public async Task C00013_a_NodePort_with_external_traffic_policy_Local_answers_through_the_node(
        string node, string pod, string client)
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        lab.AddService(node, pod);
        lab.Add("eth0");

        // The client would refuse an answer from the pod's own address.
        Assert.Equal(client, await Reach.Async(lab.Router(10), node, lab.Pod, from: client, port: 8080));
    }

    [Fact]
    public async Task C00013_it_does_so_under_a_strict_reverse_path_filter()
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        lab.AddService("10.10.0.10", "10.10.0.5");
        lab.Options = lab.Options with { PodRPFilter = 1 };
        lab.Add("eth0");

        Assert.Equal("192.0.2.10", await Reach.Async(lab.Router(10), "10.10.0.10", lab.Pod, from: "192.0.2.10", port: 8080));
    }

    [Theory]
    [InlineData("")]
    [InlineData("net1")]
    public async Task C00003_two_underlay_interfaces_answer_on_the_one_that_was_asked(string wanted)
    {
        using var lab = new Lab(10, 20);
        await AssertEachInterfaceAnswers(lab, wanted, null, ("eth0", 10), ("net1", 20));
    }

    [Theory]
    [InlineData("")]
    [InlineData("net2")]
    public async Task C00021_three_interfaces_do_under_a_strict_reverse_path_filter(string wanted)
    {
        using var lab = new Lab(10, 20, 30);
        await AssertEachInterfaceAnswers(lab, wanted, 1, ("eth0", 10), ("net1", 20), ("net2", 30));
    }

    [Fact]
    public async Task C00015_interfaces_of_any_name_do()
    {
        using var lab = new Lab(10, 20, 30);
        await AssertEachInterfaceAnswers(lab, "", null, ("eth0", 10), ("storage", 20), ("b-r.k5", 30));
    }

    [Fact]
    public async Task C00002_an_overlay_pod_with_an_underlay_interface_reaches_its_node_and_Services()
    {
        using var lab = new Lab(20);
        lab.AddClusterInterface();
        lab.AddInterface("net1", 20);
        lab.AddService("10.96.0.1", "10.20.0.10");
        lab.Add("net1");

        Assert.Equal("10.244.0.7", await Reach.Async(lab.Pod, "10.20.0.10", lab.Node));
        Assert.Equal("10.20.0.10", await Reach.Async(lab.Node, "10.20.0.5", lab.Pod));
        Assert.Equal("10.244.0.7", await Reach.Async(lab.Pod, "10.96.0.1", lab.Node, port: 8080));
        Assert.Equal("192.0.2.20", await Reach.Async(lab.Router(20), "10.20.0.5", lab.Pod, from: "192.0.2.20"));
    }

    [Fact]
    public async Task C00004_an_overlay_pod_with_two_underlay_interfaces_answers_on_the_one_that_was_asked()
    {
        using var lab = new Lab(20, 30);
        lab.AddClusterInterface();
        foreach (var (name, lan) in (ReadOnlySpan<(string, int)>)[("net1", 20), ("net2", 30)])
        {
            lab.AddInterface(name, lan);
            lab.Add(name);
        }

        Assert.Equal("192.0.2.20", await Reach.Async(lab.Router(20), "10.20.0.5", lab.Pod, from: "192.0.2.20"));
        Assert.Equal("192.0.2.30", await Reach.Async(lab.Router(30), "10.30.0.5", lab.Pod, from: "192.0.2.30"));
        Assert.Equal("2001:db8::30", await Reach.Async(lab.Router(30), "fd30::5", lab.Pod, from: "2001:db8::30"));
        Assert.Equal("10.20.0.10", await Reach.Async(lab.Node, "10.30.0.5", lab.Pod));
    }

    [Fact]
    public async Task C00010_a_stale_neighbour_on_the_node_is_replaced()
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        lab.Node.Netlink.AddNeighbour(new NeighbourEntry(lab.Node.IndexOf("lan10"), Address.Parse("10.10.0.5"))
        {
            Mac = MacAddress.Parse("02:00:00:00:00:77"),
        });
        lab.Add("eth0");

        Assert.Equal("10.10.0.10", await Reach.Async(lab.Node, "10.10.0.5", lab.Pod));
        var neighbour = Assert.Single(lab.Node.Netlink.ListNeighbours(), entry => entry.Address == Address.Parse("10.10.0.5"));
        Assert.Equal((lab.Pod.MacOf("veth0"), NeighbourState.Permanent), (neighbour.Mac, neighbour.State));
    }

    [Fact]
    public async Task C00020_a_pod_with_its_default_route_on_net1_reaches_its_node_and_Services()
    {
        using var lab = new Lab(10, 20);
        lab.Options = lab.Options with { DefaultRouteInterface = "net1" };
        foreach (var (name, lan) in (ReadOnlySpan<(string, int)>)[("eth0", 10), ("net1", 20)])
        {
            lab.AddInterface(name, lan);
            lab.Add(name);
        }
        lab.AddService("10.96.0.1", "10.10.0.10");

        Assert.Equal("10.20.0.5", await Reach.Async(lab.Pod, "192.0.2.20", lab.Router(20)));
        Assert.Equal("10.10.0.10", await Reach.Async(lab.Node, "10.10.0.5", lab.Pod));
        Assert.NotEqual("nobody", await Reach.Async(lab.Node, "10.20.0.5", lab.Pod));
        Assert.NotEqual("nobody", await Reach.Async(lab.Pod, "10.96.0.1", lab.Node, port: 8080));
    }

    private static async Task AssertEachInterfaceAnswers(Lab lab, string wanted, int? filter, params (string Name, int Lan)[] interfaces)
    {
        lab.Options = lab.Options with
        {
            DefaultRouteInterface = wanted,
            PodInterfaces = [.. interfaces.Select(item => item.Name)],
            PodRPFilter = filter,
        };
        foreach (var (name, lan) in interfaces)
        {
            lab.AddInterface(name, lan);
            lab.Add(name);
        }
        foreach (var (_, lan) in interfaces)
        {
            Assert.Equal($"192.0.2.{lan}", await Reach.Async(lab.Router(lan), $"10.{lan}.0.5", lab.Pod, from: $"192.0.2.{lan}"));
            Assert.Equal($"2001:db8::{lan}", await Reach.Async(lab.Router(lan), $"fd{lan}::5", lab.Pod, from: $"2001:db8::{lan}"));
            Assert.NotEqual("nobody", await Reach.Async(lab.Node, $"10.{lan}.0.5", lab.Pod));
        }
    }
}
