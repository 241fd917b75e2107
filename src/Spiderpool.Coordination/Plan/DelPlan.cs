using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// DEL: from what exists alone, without settings, to the steps that take everything of an interface away. The interface itself
/// is its main plugin's to delete.
/// </summary>
public sealed class DelPlan
{
    private readonly PodAttachment _attachment;
    private readonly string _first;
    private readonly List<PlanStep> _steps = [];
    private readonly NamespaceDraft? _pod;
    private readonly NamespaceDraft _host;

    private DelPlan(PodAttachment attachment, string first, NamespaceState? pod, NamespaceState host)
    {
        (_attachment, _first) = (attachment, first);
        _pod = pod is null ? null : new NamespaceDraft(Place.Pod, pod, _steps);
        _host = new NamespaceDraft(Place.Host, host, _steps);
    }

    private string Current => _attachment.Interface;

    /// <param name="attachment">What goes.</param>
    /// <param name="first">Name of the pod's first interface.</param>
    /// <param name="pod">What the pod has; null when its namespace is gone.</param>
    /// <param name="host">What the host has.</param>
    public static CoordinationPlan Of(PodAttachment attachment, string first, NamespaceState? pod, NamespaceState host) =>
        new DelPlan(attachment, first, pod, host).Make();

    private CoordinationPlan Make()
    {
        if (_pod is null || Current == _first) Disconnect();
        if (_pod is not null)
        {
            ForgetOnHost(_pod);
            Clean(_pod);
        }
        HostRules.Settle(_host);
        return new CoordinationPlan(_steps, []);
    }

    private void Disconnect()
    {
        if (_host.FindLink(Ownership.HostVeth(_attachment.ContainerId)) is not { Kind: "veth" } link) return;
        _host.RemoveLink(link.Name);
        if (_pod?.FindLink(PodNames.Veth) is { } veth && veth.PeerIndex == link.Index) _pod.Forget(PodNames.Veth);
    }

    /// <summary>The routes to the interface over the pod's own link. Elsewhere the address may be a newer pod's already.</summary>
    private void ForgetOnHost(NamespaceDraft pod)
    {
        var own = AddressesOf(pod, Current);
        var routes = PodInterfaces.HostRoutes(pod, _host).ToList();
        _host.RemoveRoutes(route => routes.Contains(route) && own.Contains(route.Destination.Address));
        var links = PodInterfaces.HostLinks(pod, _host);
        _host.RemoveNeighbours(item => item.IsPermanent && links.Contains(item.Link) && own.Contains(item.Address));
    }

    private void Clean(NamespaceDraft pod)
    {
        var own = AddressesOf(pod, Current);
        pod.RemoveRules(rule => rule is { IsOurs: true, From: not null } && own.Contains(rule.From.Value.Address));
        pod.RemoveRoutes(route => route.IsOurs && route.Link == Current);
        var isOverlay = pod.FindLink(PodNames.Veth) is null;
        var interfaces = PodInterfaces.Split(pod, _host, _first).Where(name => name != Current).ToList();
        var routing = new SourceRouting(pod, new TableNumbers(pod, _first, []), _first, isOverlay);
        foreach (var family in (ReadOnlySpan<IPFamily>)[IPFamily.IPv4, IPFamily.IPv6])
        {
            routing.Restore(family, interfaces);
            if (!Remains(pod, family)) RemoveFamily(pod, family);
        }
        routing.Sweep();
    }

    /// <summary>Whether another interface of the pod has its way to the node by us: then the host has a route to it.</summary>
    private bool Remains(NamespaceDraft pod, IPFamily family)
    {
        var others = pod.Addresses.Where(address => address.Link != Current && address.Family == family)
            .Select(address => address.Address).ToHashSet();
        return PodInterfaces.HostRoutes(pod, _host).Any(route => others.Contains(route.Destination.Address));
    }

    private static void RemoveFamily(NamespaceDraft pod, IPFamily family)
    {
        var nodes = pod.Routes.Where(route => route is { IsOurs: true, IsMain: true, Gateway: null } && route.Family == family
            && route.Destination.Length == family.BitLength()).ToList();
        pod.RemoveNeighbours(item => item.IsPermanent
            && nodes.Exists(route => route.Link == item.Link && route.Destination.Address == item.Address));
        pod.RemoveRules(rule => rule.IsOurs && rule.Family == family);
        pod.RemoveRoutes(route => route.IsOurs && route.Family == family);
        pod.RemoveTables(table => table.Family == family);
    }

    private static HashSet<Address> AddressesOf(NamespaceDraft pod, string link) =>
        [.. pod.GlobalAddresses(link).Select(address => address.Address)];
}
