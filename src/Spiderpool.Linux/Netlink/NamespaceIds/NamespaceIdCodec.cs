namespace Spiderpool.Linux.Netlink;

/// <summary>Writes and reads the messages on ids of namespaces (linux/net_namespace.h).</summary>
internal static class NamespaceIdCodec
{
    public static readonly NetlinkParser<int> Parse = TryParse;

    /// <summary>NETNSA_NSID_NOT_ASSIGNED; in a request it asks the kernel to choose.</summary>
    public const int NotAssigned = -1;

    private const ushort IdAttribute = 1;
    private const ushort DescriptorAttribute = 3;

    public static void Get(ref NetlinkWriter writer, int descriptor)
    {
        writer.BeginMessage(RouteMessageType.GetNamespaceId, NetlinkFlags.None, default(NamespaceIdHeader));
        writer.Attribute(DescriptorAttribute, descriptor);
    }

    public static void Set(ref NetlinkWriter writer, int descriptor, int id)
    {
        writer.BeginMessage(RouteMessageType.NewNamespaceId, NetlinkFlags.None, default(NamespaceIdHeader));
        writer.Attribute(DescriptorAttribute, descriptor);
        writer.Attribute(IdAttribute, id);
    }

    private static bool TryParse(NetlinkMessage message, out int id)
    {
        id = NotAssigned;
        if (message.Type != RouteMessageType.NewNamespaceId) return false;
        if (!message.TryRead(out NamespaceIdHeader _, out var attributes)) return false;
        if (attributes.TryGet(IdAttribute, out var attribute)) id = attribute.Read<int>();
        return true;
    }
}
