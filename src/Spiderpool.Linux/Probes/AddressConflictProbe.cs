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
        var detector = new ConflictDetector(socket.Mac);
        var conflicts = new List<AddressConflict>();
        foreach (var wait in ProbeSchedule.Draw(_options, Random.Shared))
        {
            Listen(wait);
            Send(socket, pending);
        }
        Listen(_options.FinalWait);
        return conflicts;

        void Listen(TimeSpan wait)
        {
            if (pending.Count > 0) socket.Listen(_options.TimeProvider, wait, Observe, cancellationToken);
        }

        bool Observe(ReadOnlySpan<byte> frame)
        {
            if (detector.Observe(frame) is { } conflict && pending.Remove(conflict.Address)) conflicts.Add(conflict);
            return pending.Count == 0;
        }
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
