namespace Spiderpool.Linux.Netlink;

/// <summary>Any kind, with attributes in the kernel's layout or with none: <c>new SimpleLink("wireguard")</c>.</summary>
public sealed record SimpleLink(string Kind, IReadOnlyList<RawAttribute>? Data = null) : LinkKind(Kind)
{
    /// <summary>A link that drops all packets.</summary>
    public static SimpleLink Dummy { get; } = new("dummy");

    /// <summary>An intermediate functional block: a queue that packets of other links are redirected to.</summary>
    public static SimpleLink Ifb { get; } = new("ifb");

    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        foreach (var attribute in Data ?? []) writer.Attribute(attribute.Type, attribute.Value.Span);
    }
}
