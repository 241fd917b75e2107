using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Coordination;

internal static class MainPlugin
{
    /// <summary>
    /// A default route as containernetworking-plugins add it: with the flag CREATE alone, IPv4 comes before another one, and IPv6 is
    /// joined to it.
    /// </summary>
    public static void AddDefault(this NetlinkSocket socket, Address gateway, int linkIndex)
    {
        var writer = new NetlinkWriter(stackalloc byte[128]);
        writer.BeginMessage(RouteMessageType.NewRoute, NetlinkFlags.Create, new RouteHeader
        {
            Family = KernelFamily.Of(gateway.Family),
            Table = (byte)RouteTable.Main,
            Protocol = RouteProtocol.Boot,
            Kind = RouteKind.Unicast,
        });
        writer.Attribute(RouteAttribute.Gateway, gateway);
        writer.Attribute(RouteAttribute.OutputLink, linkIndex);
        socket.Execute(ref writer).ThrowIfFailed($"add a default route via {gateway}");
    }
}
