namespace Spiderpool.Linux.Netlink;

/// <summary>An ipvlan on <see cref="LinkSpec.ParentIndex"/>.</summary>
public sealed record IpvlanLink(IpvlanMode Mode = IpvlanMode.L2) : LinkKind("ipvlan")
{
    protected internal override void WriteData(ref NetlinkWriter writer) =>
        writer.Attribute(LinkAttribute.IpvlanMode, (ushort)Mode);
}
