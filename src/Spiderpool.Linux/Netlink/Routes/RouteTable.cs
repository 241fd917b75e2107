namespace Spiderpool.Linux.Netlink;

/// <summary>Numbers of the routing tables that have a name.</summary>
public static class RouteTable
{
    public const uint Unspecified = 0;
    public const uint Default = 253;
    public const uint Main = 254;
    public const uint Local = 255;
}
