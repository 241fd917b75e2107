using Spiderpool.Addressing;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Netns.Tests.Examples;

/// <summary>Examples of docs/reference/linux.md; DocumentationTests compares.</summary>
internal static class PodNetwork
{
    public static void GivePodAnInterface(string hostPath, string podPath)
    {
        using var host = NetworkNamespace.Open(hostPath); // "/proc/1/ns/net"
        using var pod = NetworkNamespace.Open(podPath); // "/run/netns/..."
        using var outside = RouteNetlink.Open(host);
        using var inside = RouteNetlink.Open(pod);

        outside.AddLink(new LinkSpec
        {
            Name = "net1",
            Kind = new MacvlanLink(MacvlanMode.Bridge),
            ParentIndex = outside.GetLink("eth0").Index,
            Namespace = pod, // made there: no move, no clash of names
            Up = true,
        });

        var net1 = inside.GetLink("net1").Index;
        inside.AddAddress(new AddressEntry(net1, Prefix.Parse("10.0.0.5/24")));
        var route = new RouteEntry(Prefix.Parse("0.0.0.0/0")) { LinkIndex = net1, Table = 101 };
        inside.AddRoute(route with { Gateway = Address.Parse("10.0.0.1") });
        inside.AddRule(new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.0.0.5/32"), Table = 101 });
    }

    public static void MakeSureOfAnAddress(RouteNetlink netlink, AddressEntry address)
    {
        try
        {
            netlink.AddAddress(address);
        }
        catch (NetlinkException e) when (e.AlreadyExists)
        {
            // Said by the kernel: "add address 10.0.0.5/24 to net1: EEXIST: ipv4: Address already assigned"
        }
    }

    public static void AcceptAsymmetricPaths(NetworkNamespace pod, string link)
    {
        var sysctl = new SysctlTree(pod);
        sysctl.Write(SysctlName.OfLink(IPFamily.IPv4, link, "rp_filter"), 0); // link may have dots: "eth0.100"
        sysctl.Write(SysctlName.Parse("net.ipv4.ip_local_port_range"), "32768 60999");
    }
}
