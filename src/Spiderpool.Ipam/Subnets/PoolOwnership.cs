using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Pure: how a pool becomes that of the SpiderSubnet with its CIDR (spec/crds.md 3.3 step 4, 4.4 step 2).</summary>
public static class PoolOwnership
{
    /// <summary>Gateway and routes are inherited at the moment of becoming owned, and not again.</summary>
    public static SpiderIPPool Adopt(SpiderIPPool pool, SpiderSubnet? subnet)
    {
        if (subnet?.Metadata.Uid is not { } uid) return pool;
        var isOwned = pool.Metadata.OwnerReferences?.Any(owner => owner.Uid == uid) is true
            && pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet) == subnet.Metadata.Name;
        if (isOwned) return pool;
        var owner = new OwnerReference
        {
            ApiVersion = SpiderpoolGroup.ApiVersion,
            Kind = SpiderSubnet.Definition.Kind,
            Name = subnet.Metadata.Name!,
            Uid = uid,
            Controller = true,
            BlockOwnerDeletion = true,
        };
        var others = pool.Metadata.OwnerReferences?.Where(other => other.Kind != SpiderSubnet.Definition.Kind) ?? [];
        var metadata = pool.Metadata with { OwnerReferences = [.. others, owner] };
        return pool with
        {
            Metadata = metadata with
            {
                Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>())
                {
                    [LabelKeys.OwnerSpiderSubnet] = subnet.Metadata.Name!,
                },
            },
            // An explicit empty list of routes is a wish, an absent one is not.
            Spec = pool.Spec with { Gateway = pool.Spec.Gateway ?? subnet.Spec.Gateway, Routes = pool.Spec.Routes ?? subnet.Spec.Routes },
        };
    }
}
