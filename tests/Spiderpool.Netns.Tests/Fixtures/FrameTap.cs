using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Netns.Tests.Fixtures;

/// <summary>The other end of the wire: sees what a host sends and sends it what it likes.</summary>
internal sealed class FrameTap(TestNamespace host) : IDisposable
{
    private readonly ProbeSocket _socket = ProbeSocket.Open(host.Namespace, "eth0");
    private readonly byte[] _buffer = new byte[2048];

    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    public void Send(ArpPacket packet)
    {
        Span<byte> frame = stackalloc byte[ArpPacket.FrameLength];
        packet.WriteFrame(frame);
        Send(frame);
    }

    public void Send(NeighbourMessage message)
    {
        Span<byte> frame = stackalloc byte[NeighbourMessage.MaxFrameLength];
        Send(frame[..message.WriteFrame(frame)]);
    }

    /// <summary>The next frame; null if none comes in the time.</summary>
    public byte[]? Next(TimeSpan wait)
    {
        var length = _socket.Receive(_buffer, wait, TestContext.Current.CancellationToken);
        return length > 0 ? _buffer[..length] : null;
    }

    /// <summary>Whether the next frame, for which it waits a moment, is an ARP packet.</summary>
    public bool HasArp() => Next(TimeSpan.FromMilliseconds(1)) is { } frame && ArpPacket.TryParse(frame, out _);

    /// <summary>ARP packets of a sender that have come until now.</summary>
    public List<ArpPacket> ArpOf(ProbeSocket sender)
    {
        var packets = new List<ArpPacket>();
        foreach (var frame in Drain())
        {
            if (ArpPacket.TryParse(frame, out var packet) && packet.SenderMac == sender.Mac) packets.Add(packet);
        }
        return packets;
    }

    /// <summary>
    /// Neighbour messages of a sender that have come until now, without those of its kernel on link-local addresses.
    /// </summary>
    public List<NeighbourMessage> MessagesOf(ProbeSocket sender)
    {
        var messages = new List<NeighbourMessage>();
        foreach (var frame in Drain())
        {
            if (NeighbourMessage.TryParse(frame, out var message) && message.SourceMac == sender.Mac &&
                !message.Target.IsLinkLocal)
                messages.Add(message);
        }
        return messages;
    }

    public void Dispose() => _socket.Dispose();

    private IEnumerable<byte[]> Drain()
    {
        // A frame is queued at the receiver before its send returns.
        while (Next(TimeSpan.Zero) is { } frame) yield return frame;
    }
}
