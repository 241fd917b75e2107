using Spiderpool.Api;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;

namespace Spiderpool.Coordination.Apply;

/// <summary>
/// Does steps one by one, and decides nothing. What another call has made or removed meanwhile counts as done.
/// </summary>
internal sealed class StepRunner(NamespaceSockets host, NamespaceSockets? pod)
{
    public void Run(CoordinationPlan plan, Action<PlanStep>? beforeEach)
    {
        foreach (var step in plan.Steps)
        {
            beforeEach?.Invoke(step);
            if (TryRun(step) is { } failure)
                throw new ReasonException(Reason.NetworkChangeFailed, $"{step}: {failure.Message}", failure);
        }
    }

    public void RunAll(CoordinationPlan plan)
    {
        var failures = new List<string>();
        foreach (var step in plan.Steps)
        {
            if (TryRun(step) is { } failure) failures.Add($"{step}: {failure.Message}");
        }
        if (failures.Count > 0) throw new ReasonException(Reason.NetworkChangeFailed, string.Join("; ", failures));
    }

    private SystemCallException? TryRun(PlanStep step)
    {
        try
        {
            Run(step, step.In == Place.Host ? host : pod ?? throw new InvalidOperationException($"no pod for the step \"{step}\""));
        }
        catch (NetlinkException e) when ((e.AlreadyExists && step is (AddRouteStep or AddRuleStep or AddAddressStep))
            || (e.NotFound && step.Verb == "delete"))
        {
            // Another call was first (spec/cni.md 3: adds ignore what exists).
        }
        catch (SystemCallException) when (step is AnnounceStep)
        {
            // The link may have no carrier yet. The neighbours learn the address by their next question.
        }
        catch (SystemCallException e)
        {
            return e;
        }
        return null;
    }

    private void Run(PlanStep step, NamespaceSockets sockets)
    {
        var netlink = sockets.Netlink;
        switch (step)
        {
            case AddVethStep add: AddPair(add); break;
            case ChangeLinkStep change: netlink.ChangeLink(Index(change.Name), Change(change)); break;
            case DeleteLinkStep delete: netlink.DeleteLink(netlink.FindLink(delete.Name)?.Index ?? 0); break;
            case AddAddressStep add: netlink.AddAddress(new AddressEntry(Index(add.Address.Link), add.Address.Prefix)); break;
            case AddRouteStep { IsBeside: true } add: netlink.AppendRoute(KernelTerms.ToEntry(add.Route, Index(add.Route.Link))); break;
            case AddRouteStep add: netlink.AddRoute(KernelTerms.ToEntry(add.Route, Index(add.Route.Link))); break;
            case DeleteRouteStep delete: netlink.DeleteRoute(AnyOf(KernelTerms.ToEntry(delete.Route, Index(delete.Route.Link)))); break;
            case AddRuleStep add: netlink.AddRule(KernelTerms.ToEntry(add.Rule)); break;
            case DeleteRuleStep delete: netlink.DeleteRule(KernelTerms.ToEntry(delete.Rule)); break;
            case SetNeighbourStep set: netlink.ReplaceNeighbour(Entry(set.Neighbour)); break;
            case DeleteNeighbourStep delete: netlink.DeleteNeighbour(Entry(delete.Neighbour)); break;
            case SetSysctlStep set: sockets.Sysctl.Write(set.Name, set.Value); break;
            case SetTableStep set: sockets.Tables.SetTable(set.Table); break;
            case DeleteTableStep delete: sockets.Tables.DeleteTable(delete.Table.Family, delete.Table.Name); break;
            case AnnounceStep announce: Announce(sockets, announce); break;
            default: throw new ArgumentOutOfRangeException(nameof(step), step, "a step that nothing does");
        }

        int Index(string link) => netlink.GetLink(link).Index;

        NeighbourEntry Entry(LinkNeighbour neighbour) => new(Index(neighbour.Link), neighbour.Address) { Mac = neighbour.Mac };
    }

    private void AddPair(AddVethStep add) => host.Netlink.AddLink(new LinkSpec
    {
        Name = add.HostName,
        Mac = add.HostMac,
        Mtu = add.Mtu,
        Kind = new VethLink(new LinkSpec { Name = add.PodName, Mac = add.PodMac, Mtu = add.Mtu, Namespace = pod!.Target }),
    });

    private static LinkChange Change(ChangeLinkStep step) =>
        new() { Up = step.Up, Mac = step.Mac, TxQueueLength = step.TxQueueLength, Alias = step.Alias };

    // What a route has beside its way is no matter of its deletion.
    private static RouteEntry AnyOf(RouteEntry route) =>
        route with { Protocol = RouteProtocol.Unspecified, Flags = RouteFlags.None, Mtu = 0 };

    private static void Announce(NamespaceSockets sockets, AnnounceStep step)
    {
        using var socket = ProbeSocket.Open(sockets.Target, step.Link);
        Announcement.Send(socket, step.Addresses);
    }
}
