using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Ipam.Selection;

/// <summary>What one filter said of one pool for one interface.</summary>
/// <param name="Nic">Interface in the pod, or the item's number ("ippools" without interface names).</param>
/// <param name="Family">The wanted family.</param>
/// <param name="Pool">Name of the pool, or the name or wildcard of a family that is disabled.</param>
/// <param name="Filter">Name of the filter.</param>
/// <param name="Reason">Why the pool was dropped; null when it passed.</param>
/// <param name="Detail">One line for people; empty when there is nothing to say.</param>
public sealed record PoolVerdict(string Nic, IPFamily Family, string Pool, string Filter, Reason? Reason, string Detail)
{
    public override string ToString()
    {
        var verdict = Reason is null ? "passed" : Reason.Name;
        return $"{Nic} {Family} {Pool} {Filter}: {verdict}{(Detail.Length == 0 ? "" : $" ({Detail})")}";
    }
}
