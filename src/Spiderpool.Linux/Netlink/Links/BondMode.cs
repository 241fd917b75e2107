namespace Spiderpool.Linux.Netlink;

/// <summary>Bonding policy, with the kernel's numbers (Documentation/networking/bonding).</summary>
public enum BondMode : byte
{
    RoundRobin = 0,
    ActiveBackup = 1,
    Xor = 2,
    Broadcast = 3,
    Lacp = 4,
    TransmitLoadBalance = 5,
    AdaptiveLoadBalance = 6,
}
