namespace Spiderpool.Linux.Netlink;

/// <summary>struct rtgenmsg.</summary>
internal struct NamespaceIdHeader
{
    public byte Family;
}
