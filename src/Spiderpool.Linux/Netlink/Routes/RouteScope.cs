namespace Spiderpool.Linux.Netlink;

/// <summary>Distance to the destination (RT_SCOPE_*).</summary>
public enum RouteScope : byte
{
    Universe = 0,
    Site = 200,
    Link = 253,
    Host = 254,
    Nowhere = 255,
}
