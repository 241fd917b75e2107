using Spiderpool.Addressing;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

/// <summary>
/// Tells the link that addresses are ours now, so that neighbours and switches forget an earlier holder: gratuitous ARP
/// (RFC 5227 2.3) as a request and, for hosts that only heed that form, as a reply; an unsolicited neighbour
/// advertisement with the override flag (RFC 4861 7.2.6) for IPv6. Announce only what the conflict probe found free.
/// </summary>
public static class Announcement
{
    /// <summary>Announces each address once. RFC 5227 does it twice, 2 s apart: the caller decides on a second time.</summary>
    /// <exception cref="SystemCallException">ENETDOWN: the link is down.</exception>
    public static void Send(ProbeSocket socket, IReadOnlyCollection<Address> addresses)
    {
        Span<byte> frame = stackalloc byte[ProbeFrame.MaxLength];
        foreach (var address in addresses)
        {
            if (address.IsIPv6)
            {
                socket.Send(frame[..NeighbourMessage.Announcement(socket.Mac, address).WriteFrame(frame)]);
                continue;
            }
            foreach (var form in (ReadOnlySpan<ArpOperation>)[ArpOperation.Request, ArpOperation.Reply])
                socket.Send(frame[..ArpPacket.Announcement(socket.Mac, address, form).WriteFrame(frame)]);
        }
    }
}
