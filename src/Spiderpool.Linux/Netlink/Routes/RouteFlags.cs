namespace Spiderpool.Linux.Netlink;

/// <summary>Flags of a next hop (RTNH_F_*).</summary>
[Flags]
public enum RouteFlags : uint
{
    None = 0,
    Dead = 0x1,

    /// <summary>The gateway is on the link although no subnet of the link holds it.</summary>
    OnLink = 0x4,
    Offload = 0x8,
    LinkDown = 0x10,
    Unresolved = 0x20,
}
