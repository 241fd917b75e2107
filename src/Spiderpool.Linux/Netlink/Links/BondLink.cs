namespace Spiderpool.Linux.Netlink;

/// <summary>A bond; its ports get <see cref="LinkChange.MasterIndex"/> while they are down.</summary>
public sealed record BondLink(BondMode Mode) : LinkKind("bond")
{
    /// <summary>Time between two looks at the carrier of the ports; whole milliseconds, zero for none.</summary>
    public TimeSpan MonitorInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Further IFLA_BOND_* attributes.</summary>
    public IReadOnlyList<RawAttribute> Options { get; init; } = [];

    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.Attribute(LinkAttribute.BondMode, (byte)Mode);
        writer.Attribute(LinkAttribute.BondMonitorInterval, (uint)MonitorInterval.TotalMilliseconds);
        foreach (var option in Options) writer.Attribute(option.Type, option.Value.Span);
    }
}
