using System.Diagnostics;
using Spiderpool.Addressing;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Examples;

/// <summary>The figures of docs/reference/linux.md.</summary>
public sealed class CostTests(NetnsFixture fixture, ITestOutputHelper output) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void Requests_that_succeed_allocate_nothing()
    {
        var test = fixture.CreateWithLink();
        var eth0 = test.IndexOf("eth0");
        var address = new AddressEntry(eth0, Prefix.Parse("10.0.1.1/24"));
        var route = new RouteEntry(Prefix.Parse("10.9.0.0/16")) { LinkIndex = eth0, Table = 100 };
        var rule = new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.0.1.1/32"), Table = 100 };
        var neighbour = new NeighbourEntry(eth0, Address.Parse("10.0.1.2")) { Mac = test.MacOf("peer0") };
        var change = new LinkChange { Mtu = 1400 };

        Assert.Equal(0, Allocated(() =>
        {
            test.Netlink.AddAddress(address);
            test.Netlink.AddRoute(route);
            test.Netlink.AddRule(rule);
            test.Netlink.AddNeighbour(neighbour);
            test.Netlink.ChangeLink(eth0, change);
            test.Netlink.DeleteNeighbour(neighbour);
            test.Netlink.DeleteRule(rule);
            test.Netlink.DeleteRoute(route);
            test.Netlink.DeleteAddress(address);
        }));
    }

    [Fact(Explicit = true)]
    public void Costs()
    {
        var (host, pod) = (fixture.CreateWithLink(), fixture.Create());
        var netlink = host.Netlink;
        var eth0 = host.IndexOf("eth0");
        var address = new AddressEntry(eth0, Prefix.Parse("10.0.1.1/24"));
        var route = new RouteEntry(Prefix.Parse("10.9.0.0/16")) { LinkIndex = eth0, Table = 100 };
        var rule = new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.0.1.1/32"), Table = 100 };
        var sysctl = new SysctlTree(host.Namespace);
        var name = SysctlName.OfLink(IPFamily.IPv4, "eth0", "rp_filter");

        Measure("address: add, delete", 2000, () => { netlink.AddAddress(address); netlink.DeleteAddress(address); });
        Measure("route: add, delete", 2000, () => { netlink.AddRoute(route); netlink.DeleteRoute(route); });
        Measure("rule: add, delete", 2000, () => { netlink.AddRule(rule); netlink.DeleteRule(rule); });
        Measure("link: find by name", 2000, () => netlink.FindLink("eth0"));
        Measure("links: list 3", 2000, () => netlink.ListLinks());
        Measure("macvlan into a pod: add", 50, () => AddMacvlan(), () => pod.Netlink.DeleteLink(pod.IndexOf("net1")));
        Measure("macvlan: delete", 50, () => pod.Netlink.DeleteLink(pod.IndexOf("net1")), before: AddMacvlan);
        for (var i = 0u; i < 1000; i++)
            netlink.AddRoute(route with { Destination = new Prefix(new Address(IPFamily.IPv4, 0x0B00_0000u + i * 256), 24) });
        Measure("routes: list 1000", 200, () => netlink.ListRoutes(IPFamily.IPv4, 100));
        Measure("sysctl of a namespace: write", 500, () => sysctl.Write(name, 0));
        Measure("namespace: open a socket in it", 500, () => RouteNetlink.Open(pod.Namespace).Dispose());
        Measure("namespace: create, delete", 50, () =>
        {
            var path = fixture.PathOf("cost");
            NetworkNamespace.Create(path).Dispose();
            NetworkNamespace.Delete(path);
        });
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "10.0.0.2/24");
        ProbeSocket socket = null!;
        var question = new GatewayQuestion(Address.Parse("10.0.0.2"), Address.Parse("10.0.0.1"));
        Measure("probe: open, ask, hear a gateway", 50, () =>
        {
            socket = ProbeSocket.Open(left.Namespace, "eth0");
            new GatewayProbe().Run(socket, [question], TestContext.Current.CancellationToken);
        }, after: () => socket.Dispose());
        Measure("probe: close", 50, () => socket.Dispose(), before: () => socket = ProbeSocket.Open(left.Namespace, "eth0"));

        void AddMacvlan() => netlink.AddLink(
            new LinkSpec { Name = "net1", Kind = new MacvlanLink(), ParentIndex = eth0, Namespace = pod.Namespace });
    }

    private void Measure(string name, int rounds, Action action, Action? after = null, Action? before = null)
    {
        var times = new double[rounds];
        Round(ref times[0]);
        foreach (ref var time in times.AsSpan()) Round(ref time);
        Array.Sort(times);
        var allocated = 0L;
        before?.Invoke();
        allocated = GC.GetAllocatedBytesForCurrentThread();
        action();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        after?.Invoke();
        output.WriteLine($"| {name} | {times[0]:N0} | {times[rounds / 2]:N0} | {allocated:N0} |");

        void Round(ref double time)
        {
            before?.Invoke();
            var start = Stopwatch.GetTimestamp();
            action();
            time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            after?.Invoke();
        }
    }

    private static long Allocated(Action action)
    {
        // The first rounds load types and fill caches; tiered compilation may box for a while.
        for (var i = 0; i < 200; i++) action();
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
