namespace Spiderpool.Linux.Interop;

/// <summary>struct sockaddr_nl; port 0 is the kernel.</summary>
internal struct NetlinkSocketAddress
{
    public ushort Family;
    public ushort Pad;
    public uint Port;
    public uint Groups;
}
