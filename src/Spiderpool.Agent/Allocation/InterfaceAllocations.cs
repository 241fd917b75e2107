using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>Pure: grants and pools to what the endpoint records per interface.</summary>
internal static class InterfaceAllocations
{
    /// <param name="selection">Its interfaces and the routes of the annotation.</param>
    /// <param name="names">Name of each interface.</param>
    /// <param name="held">Item that each interface has already, or null.</param>
    /// <param name="grants">One for each family of the interfaces that have none.</param>
    public static IReadOnlyList<InterfaceAllocation> Of(
        SelectionResult selection, IReadOnlyList<string> names, IReadOnlyList<InterfaceAllocation?> held,
        IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)> grants)
    {
        var items = selection.Interfaces.Select((nic, i) => held[i]
            ?? Of(nic, [.. grants.Where(g => g.Nic == nic).Select(g => g.Grant)], names[i])).ToList();
        foreach (var route in selection.CustomRoutes) Attach(items, route, grants);
        return items;
    }

    private static InterfaceAllocation Of(InterfaceCandidates nic, IReadOnlyList<PoolGrant> grants, string name)
    {
        var item = new InterfaceAllocation { Interface = name };
        var routes = new List<PoolRoute>();
        foreach (var grant in grants)
        {
            var spec = grant.Pool.Spec;
            var address = new Prefix(grant.Address, Prefix.Parse(spec.Subnet).Length).ToString();
            routes.AddRange(spec.Routes ?? []);
            item = grant.Address.IsIPv4
                ? item with { Ipv4 = address, Ipv4Pool = grant.Pool.Metadata.Name, Ipv4Gateway = spec.Gateway }
                : item with { Ipv6 = address, Ipv6Pool = grant.Pool.Metadata.Name, Ipv6Gateway = spec.Gateway };
        }
        return item with
        {
            CleanGateway = item.Ipv4Gateway is null && item.Ipv6Gateway is null ? null : nic.CleanGateway,
            Routes = routes.Count > 0 ? routes : null,
        };
    }

    /// <summary>A route of the annotation goes to the interface whose subnet has its next hop; else it is dropped.</summary>
    private static void Attach(
        List<InterfaceAllocation> items, PoolRoute route, IReadOnlyList<(InterfaceCandidates Nic, PoolGrant Grant)> grants)
    {
        var gateway = Address.Parse(route.Gw);
        var owner = grants.FirstOrDefault(g => Prefix.Parse(g.Grant.Pool.Spec.Subnet).Contains(gateway));
        if (owner.Grant is null) return;
        var index = items.FindIndex(item => (gateway.IsIPv4 ? item.Ipv4Pool : item.Ipv6Pool) == owner.Grant.Pool.Metadata.Name);
        items[index] = items[index] with { Routes = [.. items[index].Routes ?? [], route] };
    }
}
