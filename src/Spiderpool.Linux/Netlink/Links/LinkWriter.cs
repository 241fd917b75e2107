using System.Text;

namespace Spiderpool.Linux.Netlink;

/// <summary>Writes link messages. Descriptors of namespaces must be held by the caller until the message is sent.</summary>
internal static class LinkWriter
{
    // Bytes of IFNAMSIZ and ALTIFNAMSIZ without the NUL: a longer name can only be an alternative one.
    private const int MaxNameLength = 15;
    private const int MaxAlternativeNameLength = 127;

    public static void Create(ref NetlinkWriter writer, LinkSpec spec, LinkKind kind)
    {
        writer.BeginMessage(RouteMessageType.NewLink, NetlinkFlags.Create | NetlinkFlags.Exclusive, new LinkHeader
        {
            Index = spec.Index,
            Flags = spec.Up ? LinkFlags.Up : LinkFlags.None,
            Change = spec.Up ? LinkFlags.Up : LinkFlags.None,
        });
        WriteAttributes(ref writer, spec, kind);
    }

    public static void WriteAttributes(ref NetlinkWriter writer, LinkSpec spec, LinkKind? kind)
    {
        writer.Attribute(LinkAttribute.Name, spec.Name);
        if (spec.ParentIndex != 0) writer.Attribute(LinkAttribute.Parent, spec.ParentIndex);
        if (spec.ParentNamespaceId is { } id) writer.Attribute(LinkAttribute.ParentNamespaceId, id);
        if (spec.MasterIndex != 0) writer.Attribute(LinkAttribute.Master, spec.MasterIndex);
        if (spec.Mtu is { } mtu) writer.Attribute(LinkAttribute.Mtu, (uint)mtu);
        if (spec.Mac is { } mac) writer.Attribute(LinkAttribute.HardwareAddress, mac);
        if (spec.TxQueueLength is { } queue) writer.Attribute(LinkAttribute.TxQueueLength, (uint)queue);
        if (spec.Namespace is { } target)
            writer.Attribute(LinkAttribute.NamespaceDescriptor, (int)target.Descriptor.DangerousGetHandle());
        foreach (var attribute in spec.Attributes) writer.Attribute(attribute.Type, attribute.Value.Span);
        if (kind is null) return;
        var info = writer.BeginNested(LinkAttribute.Info);
        writer.Attribute(LinkAttribute.InfoKind, kind.Name);
        var data = writer.BeginNested(LinkAttribute.InfoData);
        kind.WriteData(ref writer);
        writer.EndNested(data);
        writer.EndNested(info);
    }

    public static void Change(ref NetlinkWriter writer, int index, LinkChange change)
    {
        LinkFlags flags = 0, mask = 0;
        Add(LinkFlags.Up, change.Up, ref flags, ref mask);
        Add(LinkFlags.Promiscuous, change.Promiscuous, ref flags, ref mask);
        writer.BeginMessage(RouteMessageType.NewLink, NetlinkFlags.None, new LinkHeader
        {
            Index = index,
            Flags = flags,
            Change = mask,
        });
        if (change.Name is { } name) writer.Attribute(LinkAttribute.Name, name);
        if (change.Mtu is { } mtu) writer.Attribute(LinkAttribute.Mtu, (uint)mtu);
        if (change.Mac is { } mac) writer.Attribute(LinkAttribute.HardwareAddress, mac);
        if (change.TxQueueLength is { } queue) writer.Attribute(LinkAttribute.TxQueueLength, (uint)queue);
        if (change.MasterIndex is { } master) writer.Attribute(LinkAttribute.Master, master);
        if (change.Alias is { } alias) writer.Attribute(LinkAttribute.Alias, alias);
        if (change.Namespace is { } target)
            writer.Attribute(LinkAttribute.NamespaceDescriptor, (int)target.Descriptor.DangerousGetHandle());
        foreach (var attribute in change.Attributes) writer.Attribute(attribute.Type, attribute.Value.Span);
    }

    public static void Delete(ref NetlinkWriter writer, int index) =>
        writer.BeginMessage(RouteMessageType.DeleteLink, NetlinkFlags.None, new LinkHeader { Index = index });

    /// <summary>Asks for one link by index or, with index 0, by its name or an alternative name; for all without both.</summary>
    public static void Get(ref NetlinkWriter writer, int index, string? name)
    {
        writer.BeginMessage(RouteMessageType.GetLink, NetlinkFlags.None, new LinkHeader { Index = index });
        writer.Attribute(LinkAttribute.ExtendedMask, LinkAttribute.SkipStatistics);
        if (name is null) return;
        var isShort = Encoding.UTF8.GetByteCount(name) <= MaxNameLength;
        writer.Attribute(isShort ? LinkAttribute.Name : LinkAttribute.AlternativeName, name);
    }

    /// <summary>Whether a link could have the name; the kernel refuses the question for another.</summary>
    public static bool IsPossibleName(string name) =>
        Encoding.UTF8.GetByteCount(name) <= MaxAlternativeNameLength && !name.Contains('\0');

    private static void Add(LinkFlags flag, bool? value, ref LinkFlags flags, ref LinkFlags mask)
    {
        if (value is null) return;
        mask |= flag;
        if (value.Value) flags |= flag;
    }
}
