using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Linux.Netlink;

/// <summary>Reads RTM_NEWLINK.</summary>
internal static class LinkParser
{
    public static readonly NetlinkParser<Link> Parse = TryParse;

    public static bool TryParse(NetlinkMessage message, [MaybeNullWhen(false)] out Link link)
    {
        link = null;
        if (message.Type is not (RouteMessageType.NewLink or RouteMessageType.DeleteLink)) return false;
        if (!message.TryRead(out LinkHeader header, out var attributes)) return false;
        // A message of AF_BRIDGE tells of the port of a bridge, not of the link.
        if (header.Family != 0) return false;
        string name = "", kind = "", alias = "";
        byte[] data = [];
        MacAddress? mac = null;
        int mtu = 0, parent = 0, master = 0, queue = 0;
        int? parentNamespace = null;
        OperationalState state = default;
        List<string>? alternativeNames = null;
        string? device = null, bus = null;
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case LinkAttribute.Name: name = attribute.ReadString(); break;
                case LinkAttribute.HardwareAddress: mac = attribute.ReadMac(); break;
                case LinkAttribute.Mtu: mtu = attribute.Read<int>(); break;
                case LinkAttribute.Parent: parent = attribute.Read<int>(); break;
                case LinkAttribute.Master: master = attribute.Read<int>(); break;
                case LinkAttribute.TxQueueLength: queue = attribute.Read<int>(); break;
                case LinkAttribute.OperationalState: state = attribute.Read<OperationalState>(); break;
                case LinkAttribute.Alias: alias = attribute.ReadString(); break;
                case LinkAttribute.ParentNamespaceId: parentNamespace = attribute.Read<int>(); break;
                case LinkAttribute.Info: (kind, data) = ReadInfo(attribute.Nested); break;
                case LinkAttribute.ParentDeviceName: device = attribute.ReadString(); break;
                case LinkAttribute.ParentDeviceBus: bus = attribute.ReadString(); break;
                case LinkAttribute.PropertyList: alternativeNames = ReadAlternativeNames(attribute.Nested); break;
            }
        }
        link = new Link
        {
            Index = header.Index,
            Name = name,
            Flags = header.Flags,
            State = state,
            HardwareType = header.HardwareType,
            Mtu = mtu,
            Mac = mac,
            TxQueueLength = queue,
            Kind = kind.Length == 0 ? null : kind,
            KindData = data,
            // A link without a parent, such as an unset tunnel, may name itself.
            ParentIndex = parent == header.Index && parentNamespace is null ? 0 : parent,
            ParentNamespaceId = parentNamespace,
            MasterIndex = master,
            Alias = alias.Length == 0 ? null : alias,
            AlternativeNames = alternativeNames ?? [],
            DeviceName = device,
            DeviceBus = bus,
        };
        return true;
    }

    private static (string Kind, byte[] Data) ReadInfo(NetlinkAttributes attributes)
    {
        var kind = attributes.TryGet(LinkAttribute.InfoKind, out var name) ? name.ReadString() : "";
        return (kind, attributes.TryGet(LinkAttribute.InfoData, out var data) ? data.Value.ToArray() : []);
    }

    private static List<string> ReadAlternativeNames(NetlinkAttributes attributes)
    {
        var names = new List<string>();
        foreach (var attribute in attributes)
        {
            if (attribute.Type == LinkAttribute.AlternativeName) names.Add(attribute.ReadString());
        }
        return names;
    }
}
