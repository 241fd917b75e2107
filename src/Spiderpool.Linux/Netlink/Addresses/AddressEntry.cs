using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>An address of a link: to be set, or as the kernel lists it.</summary>
/// <param name="LinkIndex">Index of the link.</param>
/// <param name="Prefix">Address and the length of its subnet.</param>
public sealed record AddressEntry(int LinkIndex, Prefix Prefix)
{
    public AddressFlags Flags { get; init; }

    public RouteScope Scope { get; init; }

    /// <summary>Address of the other end of a point-to-point link.</summary>
    public Address? Peer { get; init; }

    /// <summary>IPv4 broadcast address; none is set if null.</summary>
    public Address? Broadcast { get; init; }

    /// <summary>IPv4 label: the link's name, or it with <c>:</c> and more.</summary>
    public string? Label { get; init; }

    /// <summary>Time until the kernel removes the address, in whole seconds; null for never.</summary>
    public TimeSpan? ValidLifetime { get; init; }

    /// <summary>Time until the address is not used for new connections, in whole seconds; null for never.</summary>
    public TimeSpan? PreferredLifetime { get; init; }
}
