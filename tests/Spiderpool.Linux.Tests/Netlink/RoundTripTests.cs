using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Netlink;

public sealed class RoundTripTests
{
    private static readonly Gen<Address> V4 = Gen.UInt.Select(value => new Address(IPFamily.IPv4, value));

    private static readonly Gen<Address> V6 = Gen.Select(Gen.ULong, Gen.ULong)
        .Select((high, low) => new Address(IPFamily.IPv6, (UInt128)high << 64 | low));

    private static readonly Gen<IPFamily> Family = Gen.OneOfConst(IPFamily.IPv4, IPFamily.IPv6);

    private static readonly Gen<MacAddress> Mac = Gen.Byte.Array[6].Select(bytes => MacAddress.FromBytes(bytes));

    private static readonly Gen<string> Name = Gen.String[Gen.Char['a', 'z'], 1, 15];

    [Fact]
    public void Address_reads_back() => Family.SelectMany(family => Gen.Select(
        AddressOf(family), Gen.Int[0, family.BitLength()], Gen.Int[1, 9999],
        Gen.OneOfConst(AddressFlags.None, AddressFlags.NoDad),
        AddressOf(family), Gen.Bool, Gen.UInt[1, 100_000])).Sample((address, length, link, flags, peer, hasPeer, seconds) =>
    {
        var entry = new AddressEntry(link, new Prefix(address, length))
        {
            Flags = flags,
            Scope = RouteScope.Link,
            Peer = hasPeer && peer != address ? peer : null,
            ValidLifetime = TimeSpan.FromSeconds(seconds),
            PreferredLifetime = TimeSpan.FromSeconds(seconds / 2),
            Label = "eth0:1",
            Broadcast = address.IsIPv4 ? peer : null,
        };
        var writer = new NetlinkWriter(stackalloc byte[512]);
        AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create, entry);

        Assert.Equal(entry, Read(ref writer, AddressCodec.Parse));
    });

    [Fact]
    public void Route_reads_back() => Family.SelectMany(family => Gen.Select(
        Gen.Select(AddressOf(family), Gen.Int[0, family.BitLength()]).Select((a, l) => new Prefix(a, l).Network),
        Gen.OneOf(V4, V6), Gen.UInt, AddressOf(family), Gen.UInt, Gen.OneOfConst(Enum.GetValues<RouteKind>()),
        Gen.Select(Gen.OneOf(V4, V6), Gen.Bool, Gen.Int[1, 999], Gen.Int[1, 256]).Array[0, 5]))
        .Sample((destination, gateway, table, source, priority, kind, hops) =>
    {
        var entry = new RouteEntry(destination)
        {
            Gateway = gateway,
            LinkIndex = 7,
            Source = source,
            Table = table,
            Scope = RouteScope.Site,
            Kind = kind,
            Protocol = RouteProtocol.Dhcp,
            Priority = priority,
            Flags = RouteFlags.OnLink,
            Mtu = 1234,
            NextHops = [.. hops.Select(hop =>
                new NextHop(hop.Item2 ? hop.Item1 : null, hop.Item3, hop.Item4, RouteFlags.OnLink))],
        };
        var writer = new NetlinkWriter(stackalloc byte[512]);
        RouteWriter.Write(ref writer, RouteMessageType.NewRoute, NetlinkFlags.Create, entry);

        var read = Read(ref writer, RouteParser.Parse);

        Assert.Equal(entry.NextHops, read.NextHops);
        Assert.Equal(entry with { NextHops = [] }, read with { NextHops = [] });
    });

    [Fact]
    public void Rule_reads_back() => Family.SelectMany(family => Gen.Select(
        PrefixOf(family), PrefixOf(family), Gen.UInt, Gen.UInt, Gen.UInt[0, uint.MaxValue - 1], Gen.UInt, Name, Gen.Bool))
        .Sample((from, to, priority, mark, mask, table, name, not) =>
    {
        var entry = new RuleEntry(from.Family)
        {
            Priority = priority,
            From = from,
            To = to,
            Mark = mark,
            MarkMask = mask,
            Table = table,
            InputLink = name,
            OutputLink = name,
            Not = not,
            SuppressPrefixLength = 0,
            Protocol = RouteProtocol.Static,
        };
        var writer = new NetlinkWriter(stackalloc byte[512]);
        RuleCodec.Write(ref writer, RouteMessageType.NewRule, NetlinkFlags.Create, entry);

        Assert.Equal(entry, Read(ref writer, RuleCodec.Parse));
    });

    [Fact]
    public void Neighbour_reads_back() =>
        Gen.Select(Gen.OneOf(V4, V6), Mac, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[1, 9999])
            .Sample((address, mac, hasMac, proxy, router, link) =>
        {
            var entry = new NeighbourEntry(link, address)
            {
                Mac = hasMac ? mac : null,
                State = NeighbourState.Stale,
                Proxy = proxy,
                Router = router,
            };
            var writer = new NetlinkWriter(stackalloc byte[512]);
            NeighbourCodec.Write(ref writer, RouteMessageType.NewNeighbour, NetlinkFlags.Create, entry);

            Assert.Equal(entry, Read(ref writer, NeighbourCodec.Parse));
        });

    [Fact]
    public void Link_reads_back() =>
        Gen.Select(Name, Gen.Int[1, 99], Gen.Int[1, 99], Gen.Int[68, 65535], Mac, Gen.Int[0, 100_000])
            .Sample((name, parent, master, mtu, mac, queue) =>
        {
            var writer = new NetlinkWriter(stackalloc byte[512]);
            LinkWriter.Create(ref writer, new LinkSpec
            {
                Name = name,
                Index = 42,
                ParentIndex = parent,
                ParentNamespaceId = 3,
                MasterIndex = master,
                Mtu = mtu,
                Mac = mac,
                TxQueueLength = queue,
                Up = true,
            }, new MacvlanLink(MacvlanMode.Private));

            var link = Read(ref writer, LinkParser.Parse);

            Assert.Equal((42, name, parent, (int?)3, master, mtu),
                (link.Index, link.Name, link.ParentIndex, link.ParentNamespaceId, link.MasterIndex, link.Mtu));
            Assert.Equal((mac, queue, true, "macvlan", MacvlanMode.Private),
                (link.Mac!.Value, link.TxQueueLength, link.IsUp, link.Kind, link.MacvlanMode));
        });

    [Fact]
    public void Table_zero_and_lifetimes_without_end_survive()
    {
        var writer = new NetlinkWriter(stackalloc byte[512]);
        AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create,
            new AddressEntry(1, Prefix.Parse("10.0.0.1/8")) { PreferredLifetime = TimeSpan.Zero });
        var entry = Read(ref writer, AddressCodec.Parse);

        Assert.Equal((null, TimeSpan.Zero), (entry.ValidLifetime, entry.PreferredLifetime));
        // Longer than the kernel can count is not for ever, but as long as it can count.
        Assert.Equal(uint.MaxValue - 1, AddressLifetimes.Seconds(TimeSpan.MaxValue));
    }

    internal static T Read<T>(ref NetlinkWriter writer, NetlinkParser<T> parser)
    {
        var datagram = new NetlinkDatagram(writer.Seal(1, NetlinkFlags.None));
        Assert.True(datagram.MoveNext());
        Assert.True(parser(datagram.Current, out var value));
        writer.Dispose();
        return value;
    }

    private static Gen<Address> AddressOf(IPFamily family) => family == IPFamily.IPv4 ? V4 : V6;

    private static Gen<Prefix> PrefixOf(IPFamily family) =>
        Gen.Select(AddressOf(family), Gen.Int[1, family.BitLength()])
            .Select((address, length) => new Prefix(address, length).Network);
}
