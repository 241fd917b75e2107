using Spiderpool.Addressing;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

/// <summary>
/// Asks the link whether addresses are free, before they are used: ARP probes (RFC 5227 2.1) for IPv4, solicitations
/// without source (RFC 4862 5.4) for IPv6. All addresses are probed together. Blocks the calling thread.
/// </summary>
public sealed class AddressConflictProbe(ConflictProbeOptions? options = null)
{
    private readonly ConflictProbeOptions _options = options ?? ConflictProbeOptions.Default;

    /// <summary>Probes for addresses on the link of the socket.</summary>
    /// <returns>The addresses that are not free, at most one conflict for each; empty if all are.</returns>
    /// <exception cref="SystemCallException">ENETDOWN: the link is down, so nothing is known.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public IReadOnlyList<AddressConflict> Run(
        ProbeSocket socket, IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken = default)
    {
        var pending = new HashSet<Address>(addresses);
        foreach (var address in pending)
        {
            if (address.IsIPv6) socket.JoinSolicitedNode(address);
        }
        var schedule = ProbeSchedule.Draw(_options, Random.Shared);
        var deadline = new Deadline(_options.TimeProvider, schedule.End);
        var detector = new ConflictDetector(socket.Mac);
        var conflicts = new List<AddressConflict>();
        Span<byte> frame = stackalloc byte[ProbeFrame.MaxLength];
        var sent = 0;
        while (pending.Count > 0 && !deadline.Passed)
        {
            for (; sent < schedule.Probes.Count && schedule.Probes[sent] <= deadline.Elapsed; sent++) Send(socket, pending);
            var next = (sent < schedule.Probes.Count ? schedule.Probes[sent] : schedule.End) - deadline.Elapsed;
            var length = socket.Receive(frame, next, cancellationToken);
            if (length > 0 && detector.Observe(frame[..length]) is { } conflict && pending.Remove(conflict.Address))
                conflicts.Add(conflict);
        }
        return conflicts;
    }

    private static void Send(ProbeSocket socket, HashSet<Address> pending)
    {
        Span<byte> frame = stackalloc byte[ProbeFrame.MaxLength];
        foreach (var address in pending)
        {
            var length = address.IsIPv4
                ? ArpPacket.Probe(socket.Mac, address).WriteFrame(frame)
                : NeighbourMessage.Probe(socket.Mac, address).WriteFrame(frame);
            socket.Send(frame[..length]);
        }
    }
}
