namespace Spiderpool.Linux.Netlink;

/// <summary>A macvlan on <see cref="LinkSpec.ParentIndex"/>.</summary>
public sealed record MacvlanLink(MacvlanMode Mode = MacvlanMode.Bridge) : LinkKind("macvlan")
{
    protected internal override void WriteData(ref NetlinkWriter writer) =>
        writer.Attribute(LinkAttribute.MacvlanMode, (uint)Mode);
}
