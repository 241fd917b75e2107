using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Examples;

internal static class AlternativeName
{
    // struct ifinfomsg of linux/rtnetlink.h
    private record struct InterfaceInfo(byte Family, byte Pad, ushort Type, int Index, uint Flags, uint Change);

    public static void AddAlternativeName(RouteNetlink netlink, int link, string name)
    {
        const ushort NewLinkProperty = 108, PropertyList = 52, AlternativeName = 53;
        var request = new NetlinkWriter(stackalloc byte[256]);
        request.BeginMessage(NewLinkProperty, NetlinkFlags.Create | NetlinkFlags.Exclusive,
            default(InterfaceInfo) with { Index = link });
        var list = request.BeginNested(PropertyList | 0x8000);
        request.Attribute(AlternativeName, name);
        request.EndNested(list);
        netlink.Socket.Execute(ref request).ThrowIfFailed($"name link {link} {name}");
    }
}
