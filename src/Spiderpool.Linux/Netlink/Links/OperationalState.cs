namespace Spiderpool.Linux.Netlink;

/// <summary>Operational state of a link (RFC 2863 3.1.13, linux/if.h).</summary>
public enum OperationalState : byte
{
    Unknown = 0,
    NotPresent = 1,
    Down = 2,
    LowerLayerDown = 3,
    Testing = 4,
    Dormant = 5,
    Up = 6,
}
