namespace Spiderpool.Linux.Netlink;

/// <summary>Who made a route or rule (RTPROT_*); other numbers are allowed, routing daemons have their own.</summary>
public enum RouteProtocol : byte
{
    Unspecified = 0,
    Redirect = 1,
    Kernel = 2,
    Boot = 3,
    Static = 4,
    RouterAdvertisement = 9,
    Dhcp = 16,
}
