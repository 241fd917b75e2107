using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam;

namespace Spiderpool.Model.Tests.Invariants;

/// <summary>What each stored version of a pool must satisfy: counts match records, and a freed address rests.</summary>
internal sealed class PoolRule(World world)
{
    /// <exception cref="ViolationException">It does not.</exception>
    public void Check(SpiderIPPool before, SpiderIPPool after)
    {
        var (old, now) = (Records.Of(before), Records.Of(after));
        if ((after.Status?.AllocatedIPCount ?? 0) != now.Count || (now.Count == 0) != (after.Status?.AllocatedIPs is null))
        {
            throw new ViolationException("the count matches the records",
                $"pool {after.Key} counts {after.Status?.AllocatedIPCount} and has {after.Status?.AllocatedIPs ?? "no records"}");
        }
        if (world.Network.IsServingTheDead)
        {
            world.ServedByTheDead.UnionWith(now.Values.Select(record => record.PodUid).Except(old.Values.Select(record => record.PodUid)));
        }
        if (!Address.TryParse(before.Status?.LastAllocatedIP, out var last)) return;
        CheckRest(after, last, address => old.ContainsKey(address) || now.ContainsKey(address));
    }

    /// <summary>
    /// Next fit: between the address given out last before and after the write, no free address is passed over, so that a
    /// freed one waits for its turn. A write that gives out none may move on by one place, as a fence does.
    /// </summary>
    private void CheckRest(SpiderIPPool after, Address last, Func<Address, bool> isUsed)
    {
        var usable = PoolRanges.Of(after).Usable;
        var target = Address.TryParse(after.Status?.LastAllocatedIP, out var address) ? address : (Address?)null;
        if (target == last || usable.AddressCount <= 1) return;
        foreach (var passed in usable.AddressesAfter(last))
        {
            if (passed == target) return;
            if (!isUsed(passed) && !world.Api.EverReserved.Contains(passed)) break;
        }
        throw new ViolationException("a freed address rests",
            $"pool {after.Key}: the search went from {last} to {target?.ToString() ?? "the start"} "
            + $"past a free address: {after.Status?.AllocatedIPs}");
    }
}
