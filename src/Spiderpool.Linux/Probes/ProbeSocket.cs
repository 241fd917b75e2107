using System.Buffers.Binary;
using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

/// <summary>
/// A packet socket on one Ethernet link that carries ARP and neighbour discovery. One serves all probes of a link, one
/// after the other. Closing it takes about 16 ms, since the kernel waits for all readers: do that off the critical path.
/// </summary>
public sealed partial class ProbeSocket : IDisposable
{
    private const ushort AllProtocols = 3;
    private const int EthernetHardware = 1;

    private readonly SafeDescriptor _descriptor;

    private ProbeSocket(SafeDescriptor descriptor, Link link) =>
        (_descriptor, LinkName, LinkIndex, Mac) = (descriptor, link.Name, link.Index, link.Mac!.Value);

    public string LinkName { get; }

    public int LinkIndex { get; }

    /// <summary>Link-layer address of the link when the socket was opened.</summary>
    public MacAddress Mac { get; }

    /// <summary>Opens a socket on a link of the given namespace, or of the calling thread's.</summary>
    /// <param name="target">The namespace.</param>
    /// <param name="linkName">Name of the link.</param>
    /// <exception cref="NetlinkException">ENODEV: there is no such link.</exception>
    /// <exception cref="SystemCallException">
    /// ENETDOWN: the link is down or has no carrier, so that silence on it would mean nothing; EPROTONOSUPPORT: it is not
    /// Ethernet; or the kernel gave no socket.
    /// </exception>
    public static ProbeSocket Open(NetworkNamespace? target, string linkName)
    {
        using var netlink = RouteNetlink.Open(target);
        return Open(target, netlink.GetLink(linkName));
    }

    /// <summary>Opens a socket on a link that was just read from the given namespace.</summary>
    /// <inheritdoc cref="Open(NetworkNamespace?, string)"/>
    public static ProbeSocket Open(NetworkNamespace? target, Link link)
    {
        var operation = $"open a probe socket on {link.Name}";
        if (link.HardwareType != EthernetHardware || link.Mac is null)
            throw new SystemCallException(operation, Errno.EPROTONOSUPPORT, "ARP and NDP probes need an Ethernet link");
        if (!link.IsUp) throw new SystemCallException(operation, Errno.ENETDOWN, "the link is down");
        if (!link.Flags.HasFlag(LinkFlags.LowerUp))
            throw new SystemCallException(operation, Errno.ENETDOWN, "the link has no carrier");
        // Protocol 0 receives nothing: no foreign packet is queued before the filter and the link are set.
        var descriptor = NamespaceThread.OpenSocket(
            target, Native.FamilyPacket, Native.SocketRaw | Native.SocketCloseOnExec, protocol: 0);
        try
        {
            Configure(descriptor, link.Index, operation);
            return new ProbeSocket(descriptor, link);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static unsafe void Configure(SafeDescriptor descriptor, int linkIndex, string operation)
    {
        fixed (FilterInstruction* instructions = NeighbourFilter.Program)
        {
            var program = new FilterProgram { Length = (ushort)NeighbourFilter.Program.Length, Instructions = instructions };
            Check(Libc.SetSocketOption(
                descriptor, Native.LevelSocket, Native.AttachFilter, &program, (uint)sizeof(FilterProgram)), operation);
        }
        // Kernels before 4.20 show us our own frames; the detectors know them by their sender.
        Libc.SetSocketOption(descriptor, Native.LevelPacket, Native.PacketIgnoreOutgoing, 1);
        var address = new PacketSocketAddress
        {
            Family = Native.FamilyPacket,
            ProtocolBigEndian = BinaryPrimitives.ReverseEndianness(AllProtocols),
            LinkIndex = linkIndex,
        };
        Check(Libc.Bind(descriptor, &address, PacketSocketAddressLength), operation);
        Join(descriptor, linkIndex, IPv6Multicast.MacOf(IPv6Multicast.AllNodes), operation);
    }

    private static void Check(int result, string operation)
    {
        if (result < 0) throw SystemCallException.FromLastError(operation);
    }
}
