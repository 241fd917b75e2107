namespace Spiderpool.Linux.Netlink;

/// <summary>RTA_* numbers (linux/rtnetlink.h).</summary>
internal static class RouteAttribute
{
    public const ushort Destination = 1;
    public const ushort Source = 2;
    public const ushort InputLink = 3;
    public const ushort OutputLink = 4;
    public const ushort Gateway = 5;
    public const ushort Priority = 6;
    public const ushort PreferredSource = 7;
    public const ushort Metrics = 8;
    public const ushort Multipath = 9;
    public const ushort Table = 15;
    public const ushort Mark = 16;
    public const ushort Via = 18;

    public const ushort MetricMtu = 2;
}
