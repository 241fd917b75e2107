using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// The addresses by which pods know their node (spec/cni.md 2, step 6): first the source that the host uses towards each
/// address of the pod, then all of its own links.
/// </summary>
/// <remarks>
/// The source is looked up here in the main table, not asked of the kernel: the answer of that changes with the routes to the
/// pod, so that a second call would choose another gateway.
/// </remarks>
internal static class HostAddresses
{
    /// <summary>Beginnings of the names of links that lead to containers, not to the node.</summary>
    private static readonly string[] Foreign =
    [
        "docker", "cbr", "dummy", "virbr", "lxcbr", "veth", "cali", "flannel", "kube-ipvs", "cni", "vx-submariner", "cilium",
    ];

    public static List<Address> Of(NamespaceDraft host, IEnumerable<Address> podAddresses, IPFamily family)
    {
        var found = new List<Address>();
        foreach (var address in podAddresses)
        {
            if (address.Family == family && SourceTowards(host, address) is { } source && !found.Contains(source)) found.Add(source);
        }
        foreach (var address in host.Addresses)
        {
            if (address.Family == family && address.IsGlobal && !IsForeign(address.Link) && !found.Contains(address.Address))
                found.Add(address.Address);
        }
        return found;
    }

    private static bool IsForeign(string link) => Foreign.Any(name => link.StartsWith(name, StringComparison.Ordinal));

    private static Address? SourceTowards(NamespaceDraft host, Address destination)
    {
        LinkRoute? best = null;
        foreach (var route in host.Routes)
        {
            if (!route.IsMain || !route.Destination.Contains(destination)) continue;
            if (best is null || route.Destination.Length > best.Destination.Length
                || (route.Destination.Length == best.Destination.Length && route.Metric < best.Metric)) best = route;
        }
        if (best?.Source is { } source && new LinkAddress(best.Link, Prefix.Host(source)).IsGlobal) return source;
        return best is null ? null : host.FirstAddress(best.Link, destination.Family);
    }
}
