using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Coordination.Tests.Fixtures;

internal sealed partial class ModelKernel
{
    private void Apply(PlanStep step)
    {
        var place = In(step.In);
        switch (step)
        {
            case AddVethStep add:
                var pod = AddLink(Pod, add.PodName, "veth", add.PodMac.ToString());
                var host = AddLink(Host, add.HostName, "veth", add.HostMac.ToString());
                Pod.Change(add.PodName, link => link with { PeerIndex = host.Index, IsUp = false });
                Host.Change(add.HostName, link => link with { PeerIndex = pod.Index, IsUp = false });
                AddVethSysctls();
                break;
            case ChangeLinkStep change:
                place.Change(change.Name, link => link with
                {
                    IsUp = change.Up ?? link.IsUp,
                    Mac = change.Mac ?? link.Mac,
                    TxQueueLength = change.TxQueueLength ?? link.TxQueueLength,
                    Alias = change.Alias ?? link.Alias,
                });
                break;
            case DeleteLinkStep delete: RemoveLink(place, delete.Name); break;
            case AddAddressStep add: Refuse(place.Addresses.Contains(add.Address), step, "exists"); place.Addresses.Add(add.Address); break;
            case AddRouteStep add: AddRoute(place, add); break;
            case DeleteRouteStep delete: DeleteRoute(place, delete); break;
            case AddRuleStep add:
                Refuse(place.Rules.Exists(add.Rule.Selects), step, "exists");
                place.Rules.Add(add.Rule);
                break;
            case DeleteRuleStep delete: Refuse(!place.Rules.Remove(delete.Rule), step, "is not there"); break;
            case SetNeighbourStep set:
                place.Neighbours.RemoveAll(other => other.Link == set.Neighbour.Link && other.Address == set.Neighbour.Address);
                place.Neighbours.Add(set.Neighbour);
                break;
            case DeleteNeighbourStep delete: Refuse(!place.Neighbours.Remove(delete.Neighbour), step, "is not there"); break;
            case SetSysctlStep set:
                Refuse(!place.Sysctls.ContainsKey(set.Name), step, "is not there");
                place.Sysctls[set.Name] = set.Value;
                if (set.Name != PodSysctls.DisableIPv6("all")) break;
                foreach (var name in place.Sysctls.Keys.Where(name => name.Path.EndsWith("disable_ipv6", StringComparison.Ordinal)))
                    place.Sysctls[name] = set.Value;
                break;
            case SetTableStep set: place.Tables.RemoveAll(table => table.Id == set.Table.Id); place.Tables.Add(set.Table); break;
            case DeleteTableStep delete: Refuse(!place.Tables.Remove(delete.Table), step, "is not there"); break;
            case AnnounceStep: break;
            default: throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }
    }

    private static void AddRoute(ModelNamespace place, AddRouteStep step)
    {
        var route = step.Route;
        Refuse(!place.Links.Exists(link => link.Name == route.Link && link.IsUp), step, "has no link that is up");
        Refuse(step.IsBeside != place.Routes.Exists(route.HasKeyOf), step, step.IsBeside ? "is beside nothing" : "exists");
        if (route.Gateway is { } gateway)
        {
            Refuse(!place.Routes.Exists(way => way.Link == route.Link && way.Gateway is null && way.Destination.Contains(gateway)
                && (way.IsMain || way.Table == route.Table)), step, "has a gateway that the link does not reach");
        }
        if (route.Source is { } source)
            Refuse(!place.Addresses.Exists(address => address.Address == source), step, "has a source that is not of the namespace");
        place.Routes.Add(route);
        place.MarkMultipath();
    }

    private static void DeleteRoute(ModelNamespace place, DeleteRouteStep step)
    {
        var found = place.Routes.Find(step.Route.Leads);
        Refuse(found is null, step, "is not there");
        if (found!.IsMultipath && found.Family == IPFamily.IPv4) place.Routes.RemoveAll(way => way.IsMultipath && way.HasKeyOf(found));
        else place.Routes.Remove(found);
        place.MarkMultipath();
    }

    private static void Refuse(bool condition, PlanStep step, string why)
    {
        if (condition) throw new InvalidOperationException($"the kernel refuses \"{step}\": the object {why}");
    }
}
