using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>A VXLAN tunnel end (RFC 7348).</summary>
/// <param name="Id">Network id, 24 bits.</param>
public sealed record VxlanLink(int Id) : LinkKind("vxlan")
{
    /// <summary>UDP port; the IANA number by default.</summary>
    public ushort Port { get; init; } = 4789;

    /// <summary>Local address of the tunnel.</summary>
    public Address? Local { get; init; }

    /// <summary>Remote address or multicast group for unknown destinations.</summary>
    public Address? Group { get; init; }

    /// <summary>Link that carries the tunnel; 0 to leave it to routing.</summary>
    public int CarrierIndex { get; init; }

    /// <summary>Whether remote addresses are learned from traffic.</summary>
    public bool Learning { get; init; } = true;

    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.Attribute(LinkAttribute.VxlanId, (uint)Id);
        writer.AttributeBigEndian(LinkAttribute.VxlanPort, Port);
        writer.Attribute(LinkAttribute.VxlanLearning, (byte)(Learning ? 1 : 0));
        if (CarrierIndex != 0) writer.Attribute(LinkAttribute.VxlanLink, CarrierIndex);
        if (Local is { } local)
            writer.Attribute(local.IsIPv4 ? LinkAttribute.VxlanLocal : LinkAttribute.VxlanLocal6, local);
        if (Group is { } group)
            writer.Attribute(group.IsIPv4 ? LinkAttribute.VxlanGroup : LinkAttribute.VxlanGroup6, group);
    }
}
