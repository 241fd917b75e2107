using System.Runtime.InteropServices;
using System.Text;
using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Fixtures;

/// <summary>
/// A kernel that answers as the test says: the other end of the client's socket, which keeps the bounds of datagrams as
/// netlink does and has no name, as the kernel has port 0. Sequence numbers count from 1, so answers can be queued before
/// the request.
/// </summary>
internal sealed unsafe partial class FakeKernel : IDisposable
{
    private const int FamilyUnix = 1;
    private const int SequencedPackets = 5;

    private readonly SafeDescriptor _socket;

    public FakeKernel(TimeSpan? timeout = null)
    {
        var pair = stackalloc int[2];
        Assert.Equal(0, SocketPair(FamilyUnix, SequencedPackets, 0, pair));
        _socket = new SafeDescriptor(pair[0]);
        Client = new NetlinkSocket(new SafeDescriptor(pair[1]),
            new NetlinkOptions { Timeout = timeout ?? TimeSpan.FromSeconds(30) });
    }

    public NetlinkSocket Client { get; }

    /// <summary>Queues one datagram; waits while ten are queued.</summary>
    public void Answer(params byte[][] messages)
    {
        byte[] datagram = [.. messages.SelectMany(message => message)];
        fixed (byte* data = datagram) Assert.Equal(datagram.Length, Libc.Write(_socket, data, (nuint)datagram.Length));
    }

    /// <summary>The next request, which must have been sent.</summary>
    public byte[] Request()
    {
        Assert.True(HasRequest);
        var buffer = new byte[64 * 1024];
        fixed (byte* data = buffer) return buffer[..(int)Libc.Read(_socket, data, (nuint)buffer.Length)];
    }

    public bool HasRequest => Libc.WaitReadable(_socket, 0);

    public static byte[] Message(ushort type, uint sequence, ReadOnlySpan<byte> payload, NetlinkFlags flags = NetlinkFlags.Multi)
    {
        var header = new NetlinkHeader
        {
            Length = (uint)(NetlinkHeader.Size + payload.Length),
            Type = type,
            Flags = flags,
            Sequence = sequence,
        };
        var message = new byte[NetlinkHeader.Size + payload.Length + 3 & -4];
        MemoryMarshal.Write(message, in header);
        payload.CopyTo(message.AsSpan(NetlinkHeader.Size));
        return message;
    }

    /// <summary>NLMSG_ERROR, with the header of the request only (NETLINK_CAP_ACK) and the text of an extended one.</summary>
    public static byte[] Acknowledge(uint sequence, int errno = 0, string? text = null)
    {
        byte[] payload = [.. BitConverter.GetBytes(-errno), .. Message(0, sequence, []), .. Text(text)];
        return Message(NetlinkAcknowledgement.ErrorType, sequence, payload, (NetlinkFlags)(text is null ? 0x100 : 0x300));
    }

    /// <summary>NLMSG_DONE.</summary>
    public static byte[] Done(uint sequence, int errno = 0, string? text = null, NetlinkFlags flags = NetlinkFlags.None) =>
        Message(NetlinkAcknowledgement.DoneType, sequence, [.. BitConverter.GetBytes(-errno), .. Text(text)],
        flags | NetlinkFlags.Multi | (NetlinkFlags)(text is null ? 0 : 0x200));

    public void Dispose()
    {
        Client.Dispose();
        _socket.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static partial int SocketPair(int family, int type, int protocol, int* descriptors);

    // NLMSGERR_ATTR_MSG.
    private static byte[] Text(string? text)
    {
        if (text is null) return [];
        byte[] value = [.. Encoding.UTF8.GetBytes(text), 0];
        byte[] attribute = [.. BitConverter.GetBytes((ushort)(4 + value.Length)), 1, 0, .. value];
        return [.. attribute, .. new byte[-attribute.Length & 3]];
    }
}
