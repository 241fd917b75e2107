using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Routes;

public sealed class RouteListTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void List_of_a_table_has_its_routes_only()
    {
        var test = fixture.CreateWithLink();
        foreach (var (destination, table) in ((string, uint)[])[("10.7.0.0/16", 7), ("10.8.0.0/16", 300), ("fd07::/32", 7),
            ("fd08::/32", 300)])
            test.Netlink.AddRoute(new RouteEntry(Prefix.Parse(destination)) { LinkIndex = test.IndexOf("eth0"), Table = table });

        Assert.Equal(["10.7.0.0/16"], Destinations(IPFamily.IPv4, 7));
        Assert.Equal(["10.8.0.0/16"], Destinations(IPFamily.IPv4, 300));
        Assert.Equal(["fd07::/32"], Destinations(IPFamily.IPv6, 7));
        Assert.Equal(["fd08::/32"], Destinations(IPFamily.IPv6, 300));
        Assert.Equal(["10.0.0.0/24"], Destinations(IPFamily.IPv4, RouteTable.Main));
        Assert.Equal(
            test.Ip("-4", "route", "show", "table", "all").GetArrayLength(), test.Netlink.ListRoutes(IPFamily.IPv4).Count);
        Assert.Equal(
            test.Ip("-6", "route", "show", "table", "all").GetArrayLength(), test.Netlink.ListRoutes(IPFamily.IPv6).Count);

        IEnumerable<string> Destinations(IPFamily family, uint table) =>
            test.Netlink.ListRoutes(family, table).Select(route => route.Destination.ToString());
    }

    [Theory]
    [InlineData(IPFamily.IPv4)]
    [InlineData(IPFamily.IPv6)]
    public void Table_that_does_not_exist_is_empty(IPFamily family) =>
        Assert.Empty(fixture.Create().Netlink.ListRoutes(family, 4242));

    [Theory]
    [InlineData(IPFamily.IPv4)]
    [InlineData(IPFamily.IPv6)]
    public void Dump_larger_than_one_buffer_is_complete(IPFamily family)
    {
        const int Count = 5000;
        var test = fixture.CreateWithLink();
        var destinations = Enumerable.Range(0, Count).Select(i => Destination(family, i)).ToList();
        AddMany(test, destinations);

        Assert.Equal(destinations, test.Netlink.ListRoutes(family, 100).Select(route => route.Destination).Order(ByAddress));
        Assert.Equal(Count, test.Ip(family == IPFamily.IPv4 ? "-4" : "-6", "route", "show", "table", "100").GetArrayLength());
    }

    [Fact]
    public void List_during_changes_has_each_untouched_route_exactly_once()
    {
        const int Count = 2000;
        var test = fixture.CreateWithLink();
        var stable = Enumerable.Range(0, Count).Select(i => Destination(IPFamily.IPv4, i)).ToList();
        AddMany(test, stable);
        using var other = RouteNetlink.Open(test.Namespace);
        using var stop = new CancellationTokenSource();
        var entry = new RouteEntry(Prefix.Parse("10.0.0.0/16")) { LinkIndex = test.IndexOf("eth0"), Table = 100 };
        var changes = 0;
        var changer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                other.AddRoute(entry);
                other.DeleteRoute(entry);
                changes++;
            }
        });
        changer.Start();
        try
        {
            for (var i = 0; i < 30; i++)
            {
                var found = test.Netlink.ListRoutes(IPFamily.IPv4, 100).Select(route => route.Destination)
                    .Where(d => d != entry.Destination);
                Assert.Equal(stable, found.Order(ByAddress));
            }
        }
        finally
        {
            stop.Cancel();
            changer.Join();
        }
        Assert.True(changes > 0);
    }

    private static readonly Comparer<Prefix> ByAddress = Comparer<Prefix>.Create((a, b) => a.Address.CompareTo(b.Address));

    private static Prefix Destination(IPFamily family, int i) => family == IPFamily.IPv4
        ? new Prefix(new Address(family, 0x0B00_0000u + (uint)i * 256), 24)
        : new Prefix(new Address(family, ((UInt128)0xFD0B << 112) + ((UInt128)i << 64)), 64);

    /// <summary>Adds routes in batches: several requests in one send.</summary>
    private static void AddMany(TestNamespace test, List<Prefix> destinations)
    {
        var link = test.IndexOf("eth0");
        Span<NetlinkResult> results = new NetlinkResult[NetlinkSocket.MaxBatch];
        for (var start = 0; start < destinations.Count; start += NetlinkSocket.MaxBatch)
        {
            var writer = new NetlinkWriter(new byte[8192]);
            var count = Math.Min(NetlinkSocket.MaxBatch, destinations.Count - start);
            for (var i = 0; i < count; i++)
            {
                RouteWriter.Write(ref writer, RouteMessageType.NewRoute, NetlinkFlags.Create | NetlinkFlags.Exclusive,
                    new RouteEntry(destinations[start + i]) { LinkIndex = link, Table = 100 });
            }
            test.Netlink.Socket.Execute(ref writer, results[..count]);
            foreach (var result in results[..count]) Assert.False(result.Failed, result.ToString());
            writer.Dispose();
        }
    }
}
