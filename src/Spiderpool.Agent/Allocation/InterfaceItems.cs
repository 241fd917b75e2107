using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>
/// Pure: which item of the endpoint belongs to which selected interface. Items of "ippools" without interface names go to
/// the interfaces in the order in which these ask (spec/ipam.md 4.9), and their place in the endpoint is that in the annotation.
/// </summary>
internal static class InterfaceItems
{
    /// <summary>An item that no interface claimed goes to the one that asks.</summary>
    public static IReadOnlyList<InterfaceAllocation> Claim(IReadOnlyList<InterfaceAllocation> items, string ifName)
    {
        if (items.Any(item => item.Interface == ifName)) return items;
        var unclaimed = items.ToList().FindIndex(item => item.Interface.Length == 0);
        if (unclaimed < 0) return items;
        return [.. items.Select((item, i) => i == unclaimed ? item with { Interface = ifName } : item)];
    }

    /// <summary>The interface of each selected one; empty for an item that no interface claimed yet.</summary>
    /// <param name="selected">As the rules name them.</param>
    /// <param name="held">What the pod has already.</param>
    /// <param name="ifName">The interface that asks.</param>
    /// <exception cref="ReasonException"><see cref="Reason.NoAddressForInterface"/>: others claimed all items.</exception>
    public static IReadOnlyList<string> Names(
        IReadOnlyList<InterfaceCandidates> selected, IReadOnlyList<InterfaceAllocation> held, string ifName)
    {
        if (!selected[0].IsUnnamed) return [.. selected.Select(nic => nic.Nic)];
        var names = selected.Select((_, i) => i < held.Count ? held[i].Interface : "").ToList();
        if (names.Contains(ifName)) return names;
        var unclaimed = names.IndexOf("");
        if (unclaimed < 0)
        {
            throw new ReasonException(Reason.NoAddressForInterface,
                $"annotation {AnnotationKeys.IPPools} has {names.Count} items without interface, and {string.Join(", ", names)} "
                + $"claimed them: none is left for {ifName}; add an item");
        }
        names[unclaimed] = ifName;
        return names;
    }

    /// <summary>The item of each selected interface; null for the one that asks, and for those that have none yet.</summary>
    public static IReadOnlyList<InterfaceAllocation?> Held(
        IReadOnlyList<InterfaceCandidates> selected, IReadOnlyList<string> names, IReadOnlyList<InterfaceAllocation> held,
        string ifName) =>
        [.. selected.Select((nic, i) => names[i] == ifName ? null
            : nic.IsUnnamed ? held.ElementAtOrDefault(i)
            : held.FirstOrDefault(item => item.Interface == names[i]))];
}
