namespace Spiderpool.Linux.Netlink;

/// <summary>struct ifaddrmsg.</summary>
internal struct AddressHeader
{
    public byte Family;
    public byte PrefixLength;
    public byte Flags;
    public RouteScope Scope;
    public int Index;
}
