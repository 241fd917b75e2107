namespace Spiderpool.Linux.Netlink;

/// <summary>Flags of an address (IFA_F_*, linux/if_addr.h).</summary>
[Flags]
public enum AddressFlags : uint
{
    None = 0,

    /// <summary>IPv4: not the first of its subnet. IPv6: temporary (RFC 8981).</summary>
    Secondary = 0x1,

    /// <summary>IPv6: usable at once, without duplicate address detection of the kernel.</summary>
    NoDad = 0x2,
    Optimistic = 0x4,

    /// <summary>IPv6: duplicate address detection found another owner.</summary>
    DadFailed = 0x8,
    Deprecated = 0x20,

    /// <summary>IPv6: duplicate address detection is going on.</summary>
    Tentative = 0x40,
    Permanent = 0x80,

    /// <summary>No route to the subnet is added with the address.</summary>
    NoPrefixRoute = 0x200,
}
