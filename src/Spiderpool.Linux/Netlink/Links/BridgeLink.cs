namespace Spiderpool.Linux.Netlink;

/// <summary>An Ethernet bridge; what is null keeps the kernel's default.</summary>
public sealed record BridgeLink() : LinkKind("bridge")
{
    /// <summary>Spanning tree protocol; off by default.</summary>
    public bool? SpanningTree { get; init; }

    public bool? VlanFiltering { get; init; }

    /// <summary>IGMP and MLD snooping; on by default.</summary>
    public bool? MulticastSnooping { get; init; }

    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        if (SpanningTree is { } stp) writer.Attribute(LinkAttribute.BridgeStpState, stp ? 1u : 0u);
        if (VlanFiltering is { } vlan) writer.Attribute(LinkAttribute.BridgeVlanFiltering, (byte)(vlan ? 1 : 0));
        if (MulticastSnooping is { } snoop) writer.Attribute(LinkAttribute.BridgeMulticastSnooping, (byte)(snoop ? 1 : 0));
    }
}
