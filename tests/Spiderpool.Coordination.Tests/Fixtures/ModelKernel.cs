using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Tests.Fixtures;

/// <summary>
/// A pod and its host as a kernel would have them, which refuses what a kernel refuses: objects that exist, objects that do not,
/// gateways that no link reaches.
/// </summary>
internal sealed partial class ModelKernel
{
    private int _nextIndex = 2;

    public ModelNamespace Pod { get; } = new();

    public ModelNamespace Host { get; } = new();

    public static Prefix Prefix(string text) => Addressing.Prefix.Parse(text);

    public static Address Address(string text) => Addressing.Address.Parse(text);

    public ModelNamespace In(Place place) => place == Place.Pod ? Pod : Host;

    public LinkState AddLink(ModelNamespace where, string name, string kind = "macvlan", string mac = "02:00:00:00:00:01")
    {
        var link = new LinkState(name)
        {
            Index = _nextIndex++,
            Kind = kind,
            Mac = MacAddress.Parse(mac),
            IsUp = true,
            TxQueueLength = 1000,
        };
        where.Links.Add(link);
        return link;
    }

    /// <summary>As a cluster network's plugin does: a veth pair of other names.</summary>
    public void AddClusterInterface(string name, string hostName)
    {
        var (pod, host) = (AddLink(Pod, name, "veth", "02:00:00:00:01:01"), AddLink(Host, hostName, "veth", "02:00:00:00:01:02"));
        Pod.Change(name, link => link with { PeerIndex = host.Index });
        Host.Change(hostName, link => link with { PeerIndex = pod.Index });
    }

    /// <summary>An address with the route to its subnet, as the kernel adds it.</summary>
    public static void AddAddress(ModelNamespace where, string link, string prefix)
    {
        var value = Prefix(prefix);
        where.Addresses.Add(new LinkAddress(link, value));
        if (value.Length == value.Family.BitLength()) return;
        where.Routes.Add(new LinkRoute(link, value.Network)
        {
            Source = value.Family == IPFamily.IPv4 ? value.Address : null,
            Metric = value.Family == IPFamily.IPv4 ? 0u : 256,
        });
        if (value.Family == IPFamily.IPv6)
            where.Routes.Add(new LinkRoute(link, Prefix("fe80::/64")) { Metric = 256 });
    }

    /// <summary>As main plugins do: an IPv4 route comes before those that are there, an IPv6 route is joined to them.</summary>
    public static void AddDefault(ModelNamespace where, string link, string gateway)
    {
        var hop = Address(gateway);
        var route = new LinkRoute(link, new Prefix(new Address(hop.Family, 0), 0)) { Gateway = hop };
        if (hop.Family == IPFamily.IPv4)
        {
            where.Routes.Insert(0, route);
            return;
        }
        where.Routes.Add(route);
        where.MarkMultipath();
    }

    public void Apply(CoordinationPlan plan, int steps = int.MaxValue)
    {
        foreach (var step in plan.Steps.Take(steps)) Apply(step);
    }

    public void RemoveLink(ModelNamespace where, string name)
    {
        var link = where.Links.Single(link => link.Name == name);
        where.Drop(name);
        var other = where == Pod ? Host : Pod;
        if (other.Links.Find(peer => link.PeerIndex != 0 && peer.Index == link.PeerIndex) is { } end) other.Drop(end.Name);
        Pod.Sysctls.Remove(PodSysctls.MarkInFilter);
        Pod.Sysctls.Remove(PodSysctls.DisableIPv6(PodNames.Veth));
        if (Pod.Links.Exists(remaining => remaining.Name == PodNames.Veth)) AddVethSysctls();
    }

    private void AddVethSysctls()
    {
        Pod.Sysctls.TryAdd(PodSysctls.MarkInFilter, 0);
        Pod.Sysctls.TryAdd(PodSysctls.DisableIPv6(PodNames.Veth), Pod.Sysctls[PodSysctls.DisableIPv6("default")]);
    }
}
