namespace Spiderpool.Linux.Netlink;

/// <summary>A network interface as the kernel reports it.</summary>
public sealed record Link
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public LinkFlags Flags { get; init; }

    public OperationalState State { get; init; }

    /// <summary>ARPHRD_* number: 1 Ethernet, 772 loopback, 32 InfiniBand.</summary>
    public int HardwareType { get; init; }

    /// <summary>Largest packet in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Link-layer address; null if it is not one of 6 bytes.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>Transmit queue length in packets.</summary>
    public int TxQueueLength { get; init; }

    /// <summary>Kind, such as <c>macvlan</c>; null for loopback and hardware.</summary>
    public string? Kind { get; init; }

    /// <summary>Attributes of the kind (IFLA_INFO_DATA), in the kernel's layout.</summary>
    public ReadOnlyMemory<byte> KindData { get; init; }

    /// <summary>
    /// Index of the parent of a macvlan, ipvlan or VLAN, or of a veth's peer; 0 if none. It counts in the namespace
    /// <see cref="ParentNamespaceId"/>.
    /// </summary>
    public int ParentIndex { get; init; }

    /// <summary>Id of the parent's namespace as this one numbers it (link-netnsid); null if it is this one.</summary>
    public int? ParentNamespaceId { get; init; }

    /// <summary>Index of the bridge or bond that the link is a port of; 0 if none.</summary>
    public int MasterIndex { get; init; }

    /// <summary>Description that an operator gave; null if none.</summary>
    public string? Alias { get; init; }

    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>
    /// Hardware that the link is of, as its bus names it (PCI address <c>0000:3b:02.1</c>); null for a virtual link, and
    /// before Linux 5.14.
    /// </summary>
    public string? DeviceName { get; init; }

    /// <summary>Bus of <see cref="DeviceName"/>: <c>pci</c>, <c>virtio</c>.</summary>
    public string? DeviceBus { get; init; }

    public bool IsUp => Flags.HasFlag(LinkFlags.Up);

    public bool IsLoopback => Flags.HasFlag(LinkFlags.Loopback);

    /// <summary>Mode of a macvlan; null for other kinds.</summary>
    public MacvlanMode? MacvlanMode =>
        Kind is "macvlan" or "macvtap" && TryGetKindData(LinkAttribute.MacvlanMode, out uint mode) ? (MacvlanMode)mode : null;

    /// <summary>VLAN id of a VLAN interface, 1 to 4094; null for other kinds.</summary>
    public int? VlanId => Kind == "vlan" && TryGetKindData(LinkAttribute.VlanId, out ushort id) ? id : null;

    /// <summary>Reads one number of the kind's attributes.</summary>
    public bool TryGetKindData<T>(ushort type, out T value) where T : unmanaged
    {
        var found = new NetlinkAttributes(KindData.Span).TryGet(type, out var attribute);
        value = found ? attribute.Read<T>() : default;
        return found;
    }
}
