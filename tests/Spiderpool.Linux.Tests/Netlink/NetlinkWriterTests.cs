using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Netlink;

public sealed class NetlinkWriterTests
{
    [Fact]
    public void Attributes_of_any_length_read_back_in_their_order()
    {
        Gen.Select(Gen.UShort[0, 0x3FFF], Gen.Byte.Array[0, 40]).Array[0, 60].Sample(attributes =>
        {
            var writer = new NetlinkWriter(stackalloc byte[64]);
            writer.BeginMessage(16, NetlinkFlags.None, 7);
            foreach (var (type, value) in attributes) writer.Attribute(type, value);
            var read = new List<(ushort, byte[])>();
            var datagram = new NetlinkDatagram(writer.Seal(1, NetlinkFlags.Request));
            Assert.True(datagram.MoveNext());
            Assert.True(datagram.Current.TryRead(out int header, out var found));
            foreach (var attribute in found) read.Add((attribute.Type, attribute.Value.ToArray()));
            Assert.False(datagram.MoveNext());
            writer.Dispose();
            Assert.Equal(7, header);
            Assert.Equal(attributes.Length, read.Count);
            Assert.Equal(attributes.Select(a => a.Item1), read.Select(a => a.Item1));
            for (var i = 0; i < read.Count; i++) Assert.Equal(attributes[i].Item2, read[i].Item2);
        });
    }

    [Fact]
    public void Layout_is_that_of_the_kernels_headers()
    {
        var writer = new NetlinkWriter(stackalloc byte[128]);
        writer.BeginMessage(0x1234, NetlinkFlags.Create, (ushort)0xABCD);
        writer.Attribute(1, "ab");
        var nest = writer.BeginNested(2);
        writer.AttributeBigEndian(3, 0x8100);
        writer.Attribute(4, Address.Parse("10.0.0.5"));
        writer.EndNested(nest);
        writer.Attribute(5, MacAddress.Parse("02:00:00:00:00:01"));

        Assert.Equal(
            "3c000000" + "3412" + "0104" + "09000000" + "00000000" + "cdab0000" // header, family header
            + "07000100" + "61620000" // "ab", its NUL and a byte of padding
            + "14000200" + "06000300" + "81000000" + "08000400" + "0a000005" // nested
            + "0a000500" + "020000000001" + "0000",
            Convert.ToHexStringLower(writer.Seal(9, NetlinkFlags.Request)));
    }

    [Fact]
    public void Messages_are_numbered_and_marked_when_they_are_sent()
    {
        var writer = new NetlinkWriter(stackalloc byte[128]);
        writer.BeginMessage(1, NetlinkFlags.Create, 0);
        writer.Attribute(1, "x");
        writer.BeginMessage(2, NetlinkFlags.None, 0L);
        Assert.Equal(2, writer.MessageCount);

        var read = new List<(ushort, NetlinkFlags, uint)>();
        var datagram = new NetlinkDatagram(writer.Seal(uint.MaxValue, NetlinkFlags.Ack));
        while (datagram.MoveNext()) read.Add((datagram.Current.Type, datagram.Current.Flags, datagram.Sequence));

        Assert.Equal([(1, NetlinkFlags.Create | NetlinkFlags.Ack, uint.MaxValue), (2, NetlinkFlags.Ack, 0)], read);
    }

    [Fact]
    public void Attribute_longer_than_its_length_field_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Write(ushort.MaxValue - 3));
        Assert.Equal(16 + 4 + 65536, Write(ushort.MaxValue - 4));

        static int Write(int length)
        {
            var writer = new NetlinkWriter(stackalloc byte[64]);
            writer.BeginMessage(1, NetlinkFlags.None, 0);
            writer.Attribute(1, new byte[length]);
            return writer.Length;
        }
    }

    [Fact]
    public void Nested_attributes_longer_than_the_length_field_are_refused() => Assert.Throws<ArgumentException>(() =>
    {
        var writer = new NetlinkWriter(stackalloc byte[64]);
        writer.BeginMessage(1, NetlinkFlags.None, 0);
        var nest = writer.BeginNested(1);
        for (var i = 0; i < 2; i++) writer.Attribute(1, new byte[40_000]);
        writer.EndNested(nest);
    });

    [Fact]
    public void Text_with_a_nul_is_refused() => Assert.Throws<ArgumentException>(() =>
    {
        var writer = new NetlinkWriter(stackalloc byte[64]);
        writer.BeginMessage(1, NetlinkFlags.None, 0);
        writer.Attribute(1, "eth0\0x");
    });

    [Fact]
    public void Buffer_that_held_other_data_leaks_none_of_it()
    {
        Span<byte> dirty = stackalloc byte[64];
        dirty.Fill(0xFF);
        var writer = new NetlinkWriter(dirty);
        writer.BeginMessage(0, NetlinkFlags.None, (byte)0);
        writer.Attribute(0, (byte)0);
        writer.AttributeFlag(0);

        var sealedBytes = writer.Seal(0, NetlinkFlags.None);

        Assert.Equal([32, .. new byte[19], 5, .. new byte[7], 4, 0, 0, 0], sealedBytes.ToArray());
    }
}
