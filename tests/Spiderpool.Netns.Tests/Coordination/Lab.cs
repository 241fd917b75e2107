using System.Net;
using Spiderpool.Addressing;
using Spiderpool.Coordination.Apply;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>
/// A node with an interface on each of several LANs, the router of each LAN, and a pod. On LAN N, which is 10.N.0.0/16 and
/// fdNN::/64, the node has .10, the router .1; behind it is 192.0.2.N, 2001:db8::N. An answer that leaves by another LAN is lost.
/// </summary>
internal sealed class Lab : IDisposable
{
    public const string ContainerId = "0123456789abcdef";

    private readonly NetnsFixture _namespaces = new();
    private readonly Dictionary<int, TestNamespace> _routers = [];

    /// <param name="lans">Their numbers; 10 if none is given.</param>
    public Lab(params int[] lans)
    {
        (Node, Pod) = (_namespaces.Create("node"), _namespaces.Create("pod"));
        using (Nftables.OpenOrSkip(Node))
        {
        }
        foreach (var test in (TestNamespace[])[Node, Pod]) SetUp(test);
        if (lans.Length == 0) lans = [10];
        foreach (var lan in lans) AddLan(lan);
        foreach (var gateway in (string[])[$"10.{lans[0]}.0.1", $"fd{lans[0]}::1"])
            Node.Netlink.Socket.AddDefault(Address.Parse(gateway), Node.IndexOf($"lan{lans[0]}"));
    }

    public TestNamespace Node { get; }

    public TestNamespace Pod { get; }

    public CoordinatorOptions Options { get; set; } = new()
    {
        HijackPrefixes = [Prefix.Parse("10.96.0.0/12"), Prefix.Parse("fd96::/108"), Prefix.Parse("10.244.0.0/16")],
    };

    public TestNamespace Router(int lan) => _routers[lan];

    public static PodAttachment Attachment(string name) => new("lan", ContainerId, name);

    /// <summary>An interface of the pod as the main plugin macvlan makes it: .5 of the LAN.</summary>
    public void AddInterface(string name, int lan, TestNamespace? pod = null, int host = 5)
    {
        pod ??= Pod;
        Node.Netlink.AddLink(new LinkSpec
        {
            Name = name,
            Kind = new MacvlanLink(),
            ParentIndex = Node.IndexOf($"lan{lan}"),
            Namespace = pod.Namespace,
        });
        pod.Netlink.SetLinkUp(pod.IndexOf(name));
        pod.AddAddress(name, $"10.{lan}.0.{host}/16");
        pod.AddAddress(name, $"fd{lan}::{host}/64");
        foreach (var gateway in (string[])[$"10.{lan}.0.1", $"fd{lan}::1"])
        {
            var hop = Address.Parse(gateway);
            // Main plugins do not mind that there is one already.
            pod.Netlink.Socket.AddDefault(hop, pod.IndexOf(name));
        }
    }

    /// <summary>Another pod, with eth0 on a LAN.</summary>
    public TestNamespace CreatePod(int lan, int host)
    {
        var pod = _namespaces.Create();
        SetUp(pod);
        AddInterface("eth0", lan, pod, host);
        return pod;
    }

    /// <summary>eth0 of the pod as a cluster network makes it: 10.244.0.7 on a veth pair, the node's end is the gateway.</summary>
    public void AddClusterInterface()
    {
        Node.Netlink.AddLink(new LinkSpec
        {
            Name = "cali0",
            Kind = new VethLink(new LinkSpec { Name = "eth0", Namespace = Pod.Namespace }),
            Up = true,
        });
        Pod.Netlink.SetLinkUp(Pod.IndexOf("eth0"));
        Pod.AwaitCarrier("eth0");
        Pod.AddAddress("eth0", "10.244.0.7/32");
        Pod.AddAddress("eth0", "fd44::7/128");
        // The gateway is an address that nobody has: the node answers for it.
        var sysctl = new SysctlTree(Node.Namespace);
        sysctl.Write(SysctlName.OfLink(IPFamily.IPv4, "cali0", "proxy_arp"), 1);
        sysctl.Write(SysctlName.OfNeighbours(IPFamily.IPv4, "cali0", "proxy_delay"), 0);
        var (eth0, cali0) = (Pod.IndexOf("eth0"), Node.IndexOf("cali0"));
        Pod.Netlink.AddRoute(new RouteEntry(Prefix.Parse("169.254.1.1/32")) { LinkIndex = eth0 });
        Pod.Netlink.AddRoute(new RouteEntry(Prefix.Parse("0.0.0.0/0")) { LinkIndex = eth0, Gateway = Address.Parse("169.254.1.1") });
        Node.Netlink.AddRoute(new RouteEntry(Prefix.Parse("10.244.0.7/32")) { LinkIndex = cali0 });
        Node.Netlink.AddRoute(new RouteEntry(Prefix.Parse("fd44::7/128")) { LinkIndex = cali0 });
    }

    public CoordinationPlan PlanAdd(string name)
    {
        using var state = Open();
        return AddPlan.Of(Attachment(name), Options, state.ReadPod()!, state.ReadHost(Options.HostRuleTable));
    }

    public void Add(string name, Action<PlanStep>? beforeEach = null)
    {
        using var state = Open();
        state.Apply(
            AddPlan.Of(Attachment(name), Options, state.ReadPod()!, state.ReadHost(Options.HostRuleTable)), beforeEach);
    }

    public void Del(string name, Action<PlanStep>? beforeEach = null)
    {
        using var state = Open();
        state.Apply(DelPlan.Of(Attachment(name), Options.FirstInterface, state.ReadPod(), state.ReadHost()), beforeEach);
        state.Apply(GcPlan.OfRules(state.ReadHost()));
    }

    /// <summary>The link by which a packet of the pod leaves.</summary>
    public string WayOut(string destination, string? source = null)
    {
        var route = Pod.Netlink.LookUpRoute(new RouteQuery(Address.Parse(destination))
        {
            Source = source is null ? null : Address.Parse(source),
        });
        return route is null ? "none" : Pod.Netlink.FindLink(route.LinkIndex)!.Name;
    }

    /// <summary>All objects of pod and node that somebody makes, in an order of their own.</summary>
    public string[] Listing() => [.. Objects.Of("pod", Pod), .. Objects.Of("node", Node)];

    /// <summary>Lets the node forward, and translate a Service's address to another.</summary>
    public void AddService(string service, string backend)
    {
        var family = service.Contains(':') ? "ip6" : "ip";
        var target = family == "ip" ? $"{backend}:80" : $"[{backend}]:80";
        Node.Execute("nft", $"add table {family} svc; add chain {family} svc pre {{ type nat hook prerouting priority -100; }}; "
            + $"add rule {family} svc pre {family} daddr {service} tcp dport 8080 dnat to {target}");
    }

    public static IPAddress IP(string text) => IPAddress.Parse(text);

    public void Dispose() => _namespaces.Dispose();

    private CoordinatedPod Open() => CoordinatedPod.Open(Node.Namespace, Pod.Namespace, TimeSpan.FromSeconds(10));

    private void AddLan(int lan)
    {
        var router = _routers[lan] = _namespaces.Create($"router{lan}");
        SetUp(router);
        Node.Netlink.AddLink(new LinkSpec
        {
            Name = $"lan{lan}",
            Kind = new VethLink(new LinkSpec { Name = "eth0", Namespace = router.Namespace }),
            Up = true,
        });
        router.Netlink.SetLinkUp(router.IndexOf("eth0"));
        Node.AwaitCarrier($"lan{lan}");
        router.AddAddress("eth0", $"10.{lan}.0.1/16");
        router.AddAddress("eth0", $"fd{lan}::1/64");
        router.AddAddress("lo", $"192.0.2.{lan}/32");
        router.AddAddress("lo", $"2001:db8::{lan}/128");
        Node.AddAddress($"lan{lan}", $"10.{lan}.0.10/16");
        Node.AddAddress($"lan{lan}", $"fd{lan}::10/64");
        Node.Netlink.AddRoute(new RouteEntry(Prefix.Parse($"192.0.2.{lan}/32"))
        {
            LinkIndex = Node.IndexOf($"lan{lan}"),
            Gateway = Address.Parse($"10.{lan}.0.1"),
        });
        Node.Netlink.AddRoute(new RouteEntry(Prefix.Parse($"2001:db8::{lan}/128"))
        {
            LinkIndex = Node.IndexOf($"lan{lan}"),
            Gateway = Address.Parse($"fd{lan}::1"),
        });
    }

    private static void SetUp(TestNamespace test)
    {
        test.Netlink.SetLinkUp(test.IndexOf("lo"));
        var sysctl = new SysctlTree(test.Namespace);
        sysctl.Write(SysctlName.Parse("net.ipv4.conf.all.forwarding"), 1);
        sysctl.Write(SysctlName.Parse("net.ipv6.conf.all.forwarding"), 1);
        foreach (var link in (string[])["all", "default"])
        {
            sysctl.Write(SysctlName.OfLink(IPFamily.IPv4, link, "rp_filter"), 0);
            // Link-local addresses are usable at once.
            sysctl.Write(SysctlName.OfLink(IPFamily.IPv6, link, "accept_dad"), 0);
        }
    }
}
