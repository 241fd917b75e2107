using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Netlink;

/// <summary>No input makes a reader throw or go on for ever: what does not fit ends the walk.</summary>
public sealed class HostileInputTests
{
    private static readonly ushort[] Types =
    [
        RouteMessageType.NewLink, RouteMessageType.NewAddress, RouteMessageType.NewRoute, RouteMessageType.NewNeighbour,
        RouteMessageType.NewRule, RouteMessageType.NewNamespaceId,
        NetlinkAcknowledgement.ErrorType, NetlinkAcknowledgement.DoneType,
    ];

    [Fact]
    public void Random_bytes_are_read_or_left() => Gen.Byte.Array[0, 300].Sample(ReadAll);

    [Fact]
    public void Random_payload_of_each_type_is_read_or_left() =>
        Gen.Select(Gen.OneOfConst(Types), Gen.UShort, Gen.Byte.Array[0, 200]).Sample((type, flags, payload) =>
            ReadAll(Fixtures.FakeKernel.Message(type, 1, payload, (NetlinkFlags)flags)));

    [Fact]
    public void Damaged_messages_are_read_or_left()
    {
        var messages = Valid();
        Gen.Select(Gen.Int[0, messages.Length - 1], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[1, 6], Gen.Int[0, 400])
            .Sample((which, changes, length) =>
            {
                var message = messages[which].ToArray();
                foreach (var (at, value) in changes) message[at % message.Length] = value;
                ReadAll(message);
                ReadAll(messages[which].AsSpan(0, length % (messages[which].Length + 1)).ToArray());
            });
    }

    [Fact]
    public void Attribute_of_no_length_ends_the_walk()
    {
        Assert.Equal(1, Count([4, 0, 1, 0, 0, 0, 0, 0]));
        Assert.Equal(0, Count([3, 0, 1, 0]));
        Assert.Equal(0, Count([5, 0, 1, 0]));
        Assert.Equal(0, Count([4, 0, 1]));
        // The last may lack its padding.
        Assert.Equal(2, Count([5, 0, 1, 0, 9, 0, 0, 0, 5, 0, 1, 0, 9]));

        static int Count(ReadOnlySpan<byte> data)
        {
            var count = 0;
            foreach (var _ in new NetlinkAttributes(data)) count++;
            return count;
        }
    }

    [Fact]
    public void Value_of_the_wrong_length_is_the_default()
    {
        var attributes = new NetlinkAttributes([6, 0, 1, 0, 7, 7]);
        Assert.True(attributes.TryGet(1, out var attribute));

        Assert.Equal((0, 0x0707, (ushort)0x0707),
            (attribute.Read<int>(), attribute.Read<short>(), attribute.ReadUInt16BigEndian()));
        Assert.Null(attribute.ReadAddress());
        Assert.Null(attribute.ReadMac());
        Assert.Equal("\a\a", attribute.ReadString());
        Assert.False(attributes.TryGet(2, out _));
    }

    private static void ReadAll(byte[] data)
    {
        var datagram = new NetlinkDatagram(data);
        while (datagram.MoveNext())
        {
            var message = datagram.Current;
            NetlinkAcknowledgement.Parse(message);
            if (LinkParser.TryParse(message, out var link)) Assert.True(link.VlanId is null or <= ushort.MaxValue);
            if (RouteParser.TryParse(message, out var route)) Assert.NotNull(route.ToString());
            if (RuleCodec.TryParse(message, out var rule)) Assert.NotNull(rule.ToString());
            if (AddressCodec.TryParse(message, out var address))
                Assert.InRange(address.Prefix.Length, 0, address.Prefix.Family.BitLength());
            if (NeighbourCodec.TryParse(message, out var neighbour)) Assert.NotNull(neighbour.ToString());
            NamespaceIdCodec.Parse(message, out _);
        }
    }

    private static byte[][] Valid()
    {
        var writer = new NetlinkWriter(new byte[4096]);
        LinkWriter.Create(ref writer, new LinkSpec { Name = "net1", ParentIndex = 3, Mtu = 1500 }, new MacvlanLink());
        RouteWriter.Write(ref writer, RouteMessageType.NewRoute, NetlinkFlags.Create, new RouteEntry(Prefix.Parse("10.9.0.0/16"))
        {
            Mtu = 1300,
            NextHops = [new NextHop(Address.Parse("10.0.0.1"), 3), new NextHop(Address.Parse("fd00::1"), 4, 9)],
        });
        RouteWriter.Write(ref writer, RouteMessageType.NewRoute, NetlinkFlags.Create,
            new RouteEntry(Prefix.Parse("fd09::/16")) { Gateway = Address.Parse("fd00::1"), Source = Address.Parse("fd00::2") });
        RuleCodec.Write(ref writer, RouteMessageType.NewRule, NetlinkFlags.Create,
            new RuleEntry(IPFamily.IPv6) { From = Prefix.Parse("fd00::/64"), InputLink = "eth0", Mark = 1, MarkMask = 3 });
        AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create,
            new AddressEntry(3, Prefix.Parse("10.0.0.5/24"))
            {
                Label = "eth0",
                Broadcast = Address.Parse("10.0.0.255"),
                ValidLifetime = TimeSpan.FromHours(1),
            });
        NeighbourCodec.Write(ref writer, RouteMessageType.NewNeighbour, NetlinkFlags.Create,
            new NeighbourEntry(3, Address.Parse("fd00::9")) { Mac = MacAddress.Broadcast });
        NamespaceIdCodec.Set(ref writer, 9, 4);
        var all = writer.Seal(1, NetlinkFlags.Multi);
        var messages = new List<byte[]>();
        for (; !all.IsEmpty; all = all[BitConverter.ToInt32(all)..]) messages.Add(all[..BitConverter.ToInt32(all)].ToArray());
        messages.Add(Fixtures.FakeKernel.Acknowledge(1, 17, "text of the kernel"));
        messages.Add(Fixtures.FakeKernel.Done(1, 17, "text of the kernel"));
        return [.. messages];
    }
}
