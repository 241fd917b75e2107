using System.Runtime.InteropServices;
using Spiderpool.Addressing;
using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

public sealed partial class ProbeSocket
{
    // sockaddr_ll ends after 8 bytes of link-layer address.
    private const uint PacketSocketAddressLength = 20;

    // More than the receive queue holds. Without a bound a flood of frames could hold a probe for ever.
    private const int MaxLateFrames = 4096;

    // Longest time in which a cancellation is not seen.
    private static readonly TimeSpan CancellationInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Lets the link receive solicitations for an IPv6 address: those of another that wants it too.</summary>
    internal void JoinSolicitedNode(Address address) => Join(
        _descriptor, LinkIndex, IPv6Multicast.MacOf(IPv6Multicast.SolicitedNode(address)), $"listen for {address} on {LinkName}");

    /// <summary>Sends one frame.</summary>
    /// <exception cref="SystemCallException">ENETDOWN: the link is down.</exception>
    internal unsafe void Send(ReadOnlySpan<byte> frame)
    {
        fixed (byte* bytes = frame)
        {
            while (Libc.SendTo(_descriptor, bytes, (nuint)frame.Length, 0, null, 0) < 0)
            {
                if (Libc.LastError != Errno.EINTR) throw SystemCallException.FromLastError($"send a probe on {LinkName}");
            }
        }
    }

    /// <summary>
    /// Gives received frames to the reader until it is done or the time is over. Frames that were queued by then are still
    /// read: a process that was held up must not take its own delay for silence.
    /// </summary>
    /// <exception cref="SystemCallException">ENETDOWN: the link went down.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal void Listen(TimeProvider time, TimeSpan wait, FrameReader reader, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(time, wait);
        Span<byte> frame = stackalloc byte[ProbeFrame.MaxLength];
        for (var late = 0; late < MaxLateFrames;)
        {
            var remaining = deadline.Remaining;
            var length = Receive(frame, remaining, cancellationToken);
            if (length > 0 && reader(frame[..length])) return;
            if (remaining > TimeSpan.Zero) continue;
            if (length == 0) return;
            late++;
        }
    }

    /// <summary>Waits for a frame, at most the given time; it may come back earlier without one.</summary>
    /// <returns>Length of the frame; 0 if none came.</returns>
    /// <exception cref="SystemCallException">ENETDOWN: the link went down.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal unsafe int Receive(Span<byte> buffer, TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (wait > CancellationInterval) wait = CancellationInterval;
        if (!Libc.WaitReadable(_descriptor, Deadline.Milliseconds(wait))) return 0;
        fixed (byte* bytes = buffer)
        {
            var none = 0u;
            var length = Libc.ReceiveFrom(_descriptor, bytes, (nuint)buffer.Length, Native.MessageDoNotWait, null, ref none);
            if (length >= 0) return (int)length;
        }
        return Libc.LastError is Errno.EAGAIN or Errno.EINTR
            ? 0
            : throw SystemCallException.FromLastError($"receive on {LinkName}");
    }

    private static unsafe void Join(SafeDescriptor descriptor, int linkIndex, MacAddress group, string operation)
    {
        var membership = new PacketMembership
        {
            LinkIndex = linkIndex,
            Kind = Native.PacketMembershipMulticast,
            AddressLength = MacAddress.Length,
        };
        group.WriteBytes(MemoryMarshal.AsBytes(new Span<ulong>(ref membership.LinkLayerAddress)));
        Check(Libc.SetSocketOption(
            descriptor, Native.LevelPacket, Native.PacketAddMembership, &membership, (uint)sizeof(PacketMembership)), operation);
    }
}
