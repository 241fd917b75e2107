using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

/// <summary>Decides what a received frame says about addresses that are being probed. Knows neither sockets nor time.</summary>
/// <param name="self">Our link-layer address: what it sent and the network returned is no conflict.</param>
internal sealed class ConflictDetector(MacAddress self)
{
    /// <summary>Reads a frame.</summary>
    /// <returns>The conflict that it shows with whatever address it is about; null for none.</returns>
    public AddressConflict? Observe(ReadOnlySpan<byte> frame)
    {
        if (ArpPacket.TryParse(frame, out var arp)) return Observe(arp);
        return NeighbourMessage.TryParse(frame, out var message) ? Observe(message) : null;
    }

    /// <summary>
    /// RFC 5227 2.1.1: any packet whose sender has the address, and any probe of another for it.
    /// </summary>
    private AddressConflict? Observe(ArpPacket packet)
    {
        if (packet.SenderMac == self) return null;
        if (!packet.Sender.IsUnspecified) return new AddressConflict(packet.Sender, packet.SenderMac, ConflictKind.InUse);
        return packet.Operation == ArpOperation.Request
            ? new AddressConflict(packet.Target, packet.SenderMac, ConflictKind.SimultaneousProbe)
            : null;
    }

    /// <summary>
    /// RFC 4862 5.4.3 and 5.4.4: an advertisement of the address, and a solicitation without source for it. A
    /// solicitation with a source only asks for the address's owner.
    /// </summary>
    private AddressConflict? Observe(NeighbourMessage message)
    {
        if (message.SourceMac == self) return null;
        if (message.Kind == NeighbourMessageKind.Advertisement)
            return new AddressConflict(message.Target, message.LinkLayer ?? message.SourceMac, ConflictKind.InUse);
        return message.IsProbe
            ? new AddressConflict(message.Target, message.SourceMac, ConflictKind.SimultaneousProbe)
            : null;
    }
}
