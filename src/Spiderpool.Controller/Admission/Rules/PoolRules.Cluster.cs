using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Admission.Rules;

internal sealed partial class PoolRules
{
    /// <summary>A pool of a SpiderSubnet has addresses of that subnet alone; an automatic pool exactly those that it was given.</summary>
    private void Owner(SpiderIPPool pool, Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        if (pool.Metadata.OwnerReferences?.Any(owner => owner.Kind == SpiderSubnet.Definition.Kind) is not true) return;
        if (SubnetOf(subnet) is not { } owner) return;
        var outside = usable.Except(SubnetRanges.Of(owner));
        if (!outside.IsEmpty) errors.Forbidden("spec.ips", $"SpiderSubnet {owner.Metadata.Name} does not have {outside}");
        if (pool.Metadata.Label(LabelKeys.OwnerApplicationName) is null) return;
        var given = ControlledPools.Of(owner).TryGetValue(pool.Metadata.Name!, out var entry)
            ? ControlledPools.RangesOf(entry)
            : RangeSet.Empty;
        if (!usable.Equals(given))
            errors.Forbidden("spec.ips",
                $"SpiderSubnet {owner.Metadata.Name} gave this automatic pool {given}; scale the application instead");
    }

    private void Reserved(Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        var reserved = usable.Intersect(new ReservedRanges(informers.ReservedIPs.Snapshot()).Of(subnet.Family));
        if (!reserved.IsEmpty) errors.Warn($"a SpiderReservedIP keeps {reserved} from being given out");
    }
}
