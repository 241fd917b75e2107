namespace Spiderpool.Linux.Netlink;

/// <summary>An IEEE 802.1Q VLAN on <see cref="LinkSpec.ParentIndex"/>.</summary>
/// <param name="Id">VLAN id, 1 to 4094.</param>
public sealed record VlanLink(int Id) : LinkKind("vlan")
{
    private const ushort Tag8021Q = 0x8100;

    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.Attribute(LinkAttribute.VlanId, (ushort)Id);
        writer.AttributeBigEndian(LinkAttribute.VlanProtocol, Tag8021Q);
    }
}
