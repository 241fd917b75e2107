using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Cni.Ipam;

/// <summary>
/// Carries a <see cref="ProbePlan"/> out on the pod's interface (spec/ipam.md 8): conflicts first, because a question to
/// the gateway already shows the address to the network; then the gateways; then the announcement.
/// </summary>
internal sealed class LinkProbe(CniEnvironment environment, PluginLog log)
{
    private const int EthernetHardware = 1;

    // Hardware needs a while from "up" to a carrier; virtual links have theirs at once.
    private static readonly TimeSpan CarrierLimit = TimeSpan.FromSeconds(2), CarrierInterval = TimeSpan.FromMilliseconds(10);

    private string Place => $"{environment.IfName} of pod {environment.Pod}";

    /// <exception cref="ReasonException">IPConflict; GatewayUnreachable; LinkUnavailable: the link lets nothing be asked.</exception>
    public void Run(NetworkNamespace netns, ProbePlan plan)
    {
        try
        {
            using var socket = Open(netns, plan);
            if (socket is null) return;
            RequireFree(socket, plan);
            RequireGateways(socket, plan);
            Announce(socket, plan);
        }
        catch (SystemCallException e) when (plan.MustAsk)
        {
            throw new ReasonException(Reason.LinkUnavailable, $"{Place}: {e.Message}", e);
        }
        catch (SystemCallException e)
        {
            log.Write(PluginLogLevel.Warn, $"{Place}: the addresses are not announced: {e.Message}");
        }
    }

    /// <returns>Null when nothing can be asked or told on the link.</returns>
    private ProbeSocket? Open(NetworkNamespace netns, ProbePlan plan)
    {
        using var netlink = RouteNetlink.Open(netns);
        var link = netlink.FindLink(environment.IfName);
        if (!plan.MustAsk)
        {
            if (link is null || !CanProbe(link)) return null;
            if (HasCarrier(link)) return ProbeSocket.Open(netns, link);
            AnnounceWhenUp(netns, plan);
            return null;
        }
        if (link is null) return Skip("the main plugin makes the interface after it has asked for addresses");
        if (!CanProbe(link)) return Skip("the interface knows neither ARP nor NDP");
        if (!link.IsUp) netlink.SetLinkUp(link.Index);
        return ProbeSocket.Open(netns, AwaitCarrier(netlink));

        ProbeSocket? Skip(string why)
        {
            log.Write(PluginLogLevel.Warn, $"{Place}: neither conflicts nor gateways are looked for: {why}");
            return null;
        }
    }

    /// <summary>
    /// Lets the kernel announce the addresses when the main plugin sets them. Main plugins ask for that themselves for IPv4,
    /// but older ones (macvlan of containernetworking-plugins 1.1) not for IPv6: neighbours of a pod that came to another node
    /// with its address would send to the old one until their entries expire.
    /// </summary>
    private void AnnounceWhenUp(NetworkNamespace netns, ProbePlan plan)
    {
        var sysctl = new SysctlTree(netns);
        foreach (var family in plan.Announcements.Select(address => address.Family).Distinct())
        {
            var key = family == IPFamily.IPv4 ? "arp_notify" : "ndisc_notify";
            sysctl.Write(SysctlName.OfLink(family, environment.IfName, key), 1);
        }
    }

    // Without a carrier nobody hears the probes, and every address would seem free.
    private Link AwaitCarrier(RouteNetlink netlink)
    {
        for (var waited = TimeSpan.Zero; waited < CarrierLimit; waited += CarrierInterval)
        {
            if (netlink.GetLink(environment.IfName) is var link && HasCarrier(link)) return link;
            Thread.Sleep(CarrierInterval);
        }
        throw new ReasonException(Reason.LinkUnavailable, $"{Place}: the interface is up and has no carrier");
    }

    private static bool CanProbe(Link link) => link.HardwareType == EthernetHardware && !link.Flags.HasFlag(LinkFlags.NoArp);

    private static bool HasCarrier(Link link) => link.Flags.HasFlag(LinkFlags.LowerUp);

    private void RequireFree(ProbeSocket socket, ProbePlan plan)
    {
        if (plan.Conflicts.Count == 0) return;
        var conflicts = new AddressConflictProbe().Run(socket, plan.Conflicts);
        if (conflicts.Count > 0)
            throw new ReasonException(Reason.IPConflict, $"ip conflict on {Place}: {string.Join(", ", conflicts)}");
    }

    private void RequireGateways(ProbeSocket socket, ProbePlan plan)
    {
        if (plan.Gateways.Count == 0) return;
        var dead = new GatewayProbe().Run(socket, plan.Gateways).Where(answer => !answer.Reachable).ToList();
        if (dead.Count > 0) throw new ReasonException(Reason.GatewayUnreachable, $"{Place}: {string.Join(", ", dead)}");
    }

    private void Announce(ProbeSocket socket, ProbePlan plan)
    {
        try
        {
            Announcement.Send(socket, plan.Announcements);
        }
        catch (SystemCallException e)
        {
            // The addresses are verified; the neighbours learn them by their first question.
            log.Write(PluginLogLevel.Warn, $"{Place}: the addresses are not announced: {e.Message}");
        }
    }
}
