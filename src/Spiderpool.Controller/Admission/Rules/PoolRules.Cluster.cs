using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Admission.Rules;

internal sealed partial class PoolRules
{
    /// <summary>A pool of a SpiderSubnet has addresses of that subnet alone, and none that the subnet gave to another.</summary>
    private void Owner(SpiderIPPool pool, SpiderIPPool? old, Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        if (pool.Metadata.OwnerReferences?.Any(owner => owner.Kind == SpiderSubnet.Definition.Kind) is not true) return;
        if (SubnetOf(subnet) is not { } owner) return;
        var entries = ControlledPools.Of(owner);
        foreach (var (name, entry) in entries.Where(entry => entry.Key != pool.Metadata.Name))
        {
            var theirs = usable.Intersect(ControlledPools.RangesOf(entry));
            if (!theirs.IsEmpty) errors.Forbidden("spec.ips", $"SpiderSubnet {owner.Metadata.Name} gave {theirs} to SpiderIPPool {name}");
        }
        try
        {
            var outside = usable.Except(SubnetRanges.Of(owner));
            if (!outside.IsEmpty) errors.Forbidden("spec.ips", $"SpiderSubnet {owner.Metadata.Name} does not have {outside}");
        }
        catch (ReasonException e)
        {
            errors.Forbidden("spec.subnet", $"nobody can tell which addresses the SpiderSubnet has: {e.Detail}");
        }
        if (AutomaticPool.Is(pool)) Automatic(pool, old, owner, entries.GetValueOrDefault(pool.Metadata.Name!), usable, errors);
    }

    /// <summary>
    /// An automatic pool begins empty, then has what it was given; when it gives back, it says so before the subnet does
    /// (docs/designs/0004-automatic-pools.md).
    /// </summary>
    private static void Automatic(
        SpiderIPPool pool, SpiderIPPool? old, SpiderSubnet owner, ControlledIPPool? entry, RangeSet usable, FieldErrors errors)
    {
        var isSame = old is null ? usable.IsEmpty : usable.Equals(UsableOf(old));
        var given = entry is null ? RangeSet.Empty : ControlledPools.RangesOf(entry);
        var givesBack = AutomaticPool.VersionOf(pool) > (entry?.Version ?? 0) && usable.Except(given).IsEmpty;
        if (isSame || usable.Equals(given) || givesBack) return;
        errors.Forbidden("spec.ips",
            $"SpiderSubnet {owner.Metadata.Name} gave this automatic pool {(given.IsEmpty ? "nothing" : given)}; "
            + "scale the application instead");
    }

    private void Reserved(Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        var reserved = usable.Intersect(new ReservedRanges(informers.ReservedIPs.Snapshot()).Of(subnet.Family));
        if (!reserved.IsEmpty) errors.Warn($"a SpiderReservedIP keeps {reserved} from being given out");
    }
}
