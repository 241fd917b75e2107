namespace Spiderpool.Coordination.Plan;

/// <summary>Pure: which interfaces of a pod are the coordinator's, from what exists alone.</summary>
internal static class PodInterfaces
{
    /// <summary>The interfaces whose routes are split: those at hand, ours, and those that have part in the default routes.</summary>
    public static List<string> Split(NamespaceDraft pod, NamespaceDraft host, params IReadOnlyList<string> atHand) =>
    [
        .. pod.Links.Select(link => link.Name).Where(name => name != PodNames.Veth && pod.GlobalAddresses(name).Count > 0)
            .Where(name => atHand.Contains(name) || HasMainDefault(pod, name) || HasRule(pod, name) || IsOurs(pod, host, name)),
    ];

    /// <summary>The host's ends of the pod's links.</summary>
    public static HashSet<string> HostLinks(NamespaceDraft pod, NamespaceDraft host) =>
    [
        .. pod.Links.Where(link => link.PeerIndex != 0)
            .SelectMany(link => host.Links.Where(other => other.Index == link.PeerIndex && other.PeerIndex == link.Index))
            .Select(link => link.Name),
    ];

    /// <summary>The host's routes to the addresses of a pod, over the pod's own links: the last that an ADD makes.</summary>
    public static IEnumerable<LinkRoute> HostRoutes(NamespaceDraft pod, NamespaceDraft host)
    {
        var links = HostLinks(pod, host);
        return host.Routes.Where(route => route is { IsOurs: true, IsMain: false } && links.Contains(route.Link));
    }

    private static bool IsOurs(NamespaceDraft pod, NamespaceDraft host, string name)
    {
        var addresses = pod.GlobalAddresses(name);
        return HostRoutes(pod, host).Any(route => addresses.Exists(address => address.Address == route.Destination.Address));
    }

    private static bool HasMainDefault(NamespaceDraft pod, string name) =>
        pod.Routes.Any(route => route.Link == name && route is { IsMain: true, IsDefault: true });

    private static bool HasRule(NamespaceDraft pod, string name) =>
        pod.Rules.Any(rule => rule is { IsOurs: true, From: not null }
            && pod.GlobalAddresses(name).Exists(address => address.Address == rule.From.Value.Address));
}
