namespace Spiderpool.Linux.Netlink;

/// <summary>IFLA_* numbers (linux/if_link.h).</summary>
internal static class LinkAttribute
{
    public const ushort HardwareAddress = 1;
    public const ushort Name = 3;
    public const ushort Mtu = 4;
    public const ushort Parent = 5;
    public const ushort Master = 10;
    public const ushort TxQueueLength = 13;
    public const ushort OperationalState = 16;
    public const ushort Info = 18;
    public const ushort Alias = 20;
    public const ushort NamespaceDescriptor = 28;
    public const ushort ExtendedMask = 29;
    public const ushort ParentNamespaceId = 37;
    public const ushort PropertyList = 52;
    public const ushort AlternativeName = 53;
    public const ushort ParentDeviceName = 56;
    public const ushort ParentDeviceBus = 57;

    public const ushort InfoKind = 1;
    public const ushort InfoData = 2;

    public const ushort VethPeer = 1;
    public const ushort MacvlanMode = 1;
    public const ushort IpvlanMode = 1;
    public const ushort VlanId = 1;
    public const ushort VlanProtocol = 5;
    public const ushort VxlanId = 1;
    public const ushort VxlanGroup = 2;
    public const ushort VxlanLink = 3;
    public const ushort VxlanLocal = 4;
    public const ushort VxlanLearning = 7;
    public const ushort VxlanPort = 15;
    public const ushort VxlanGroup6 = 16;
    public const ushort VxlanLocal6 = 17;
    public const ushort BondMode = 1;
    public const ushort BondMonitorInterval = 3;
    public const ushort BridgeStpState = 5;
    public const ushort BridgeVlanFiltering = 7;
    public const ushort BridgeMulticastSnooping = 23;

    // RTEXT_FILTER_SKIP_STATS: counters are most of a link message, and unused here.
    public const uint SkipStatistics = 8;
}
