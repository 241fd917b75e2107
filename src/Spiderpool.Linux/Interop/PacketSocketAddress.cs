using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

/// <summary>struct sockaddr_ll of packet(7); the protocol is in network byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PacketSocketAddress
{
    public ushort Family;
    public ushort ProtocolBigEndian;
    public int LinkIndex;
    public ushort HardwareType;
    public byte PacketType;
    public byte AddressLength;
    public ulong LinkLayerAddress;
}
