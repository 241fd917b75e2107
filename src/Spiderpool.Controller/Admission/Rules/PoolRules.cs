using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>SpiderIPPool (spec/crds.md 3.3 and 3.4).</summary>
internal sealed partial class PoolRules(ClusterInformers informers, NetworkRules network, LiveOptions<ControllerOptions> live)
    : IResourceRules<SpiderIPPool>
{
    private ControllerOptions Options => live.Current;

    public SpiderIPPool Mutate(SpiderIPPool pool)
    {
        if (pool.Metadata.IsTerminating) return pool;
        var mutated = pool with
        {
            Metadata = pool.Metadata.WithFinalizer(),
            Spec = pool.Spec with
            {
                IpVersion = pool.Spec.IpVersion ?? NetworkRules.VersionOf(pool.Spec.Subnet),
                Ips = RangeLists.Merge(pool.Spec.Ips),
                ExcludeIPs = RangeLists.Merge(pool.Spec.ExcludeIPs),
            },
        };
        if (!Prefix.TryParse(pool.Spec.Subnet, out var subnet)) return mutated;
        mutated = mutated with { Metadata = mutated.Metadata.WithLabel(LabelKeys.IPPoolCidr, LabelText.OfCidr(subnet.ToString())) };
        return Options.EnableSpiderSubnet ? PoolOwnership.Adopt(mutated, SubnetOf(subnet)) : mutated;
    }

    public void Validate(SpiderIPPool pool, SpiderIPPool? old, FieldErrors errors)
    {
        if (MetadataRules.RefuseChangeOfTerminating(pool, old, errors)) return;
        var spec = pool.Spec;
        if (old is not null) NetworkRules.Immutable(spec.IpVersion, old.Spec.IpVersion, spec.Subnet, old.Spec.Subnet, errors);
        var subnet = network.Subnet(spec.IpVersion, spec.Subnet, errors);
        var included = RangeLists.Read(spec.Ips, subnet, "spec.ips", errors);
        var usable = included.Except(RangeLists.Read(spec.ExcludeIPs, subnet, "spec.excludeIPs", errors));
        Affinity(pool, errors);
        if (subnet is not { } prefix) return;
        NetworkRules.Gateway(spec.Gateway, prefix, usable, errors);
        NetworkRules.Routes(spec.Routes, prefix, errors);
        // An unreadable range would make the comparisons below say nonsense.
        if (errors.Causes.Count > 0) return;
        Neighbours(pool, prefix, usable, errors);
        if (old is not null) AddressesInUse(old, usable, errors);
        if (Options.EnableSpiderSubnet) Owner(pool, old, prefix, usable, errors);
        Reserved(prefix, usable, errors);
    }

    public void ValidateDelete(SpiderIPPool old, FieldErrors errors)
    {
        if (!Options.EnableValidatingResourcesDeletedWebhook || old.Status?.AllocatedIPCount is null or 0) return;
        errors.Forbidden("status.allocatedIPCount", $"pods hold {old.Status.AllocatedIPCount} addresses of the pool; delete them first");
    }

    private SpiderSubnet? SubnetOf(Prefix subnet) => informers.Subnets.Snapshot().FirstOrDefault(candidate =>
        !candidate.Metadata.IsTerminating && Prefix.TryParse(candidate.Spec.Subnet, out var prefix) && prefix == subnet);

    private static void Affinity(SpiderIPPool pool, FieldErrors errors)
    {
        if (pool.Spec.PodAffinity is not { } selector) return;
        if (selector.MatchLabels is not { Count: > 0 } && selector.MatchExpressions is not { Count: > 0 })
            errors.Invalid("spec.podAffinity", "{}", "an empty selector matches no pod; remove it or name labels");
        if (pool.Metadata.Label(LabelKeys.OwnerApplicationName) is null) return;
        if (selector.MatchExpressions is { Count: > 0 }) errors.Forbidden("spec.podAffinity", "the pool belongs to an application");
        foreach (var key in selector.MatchLabels?.Keys.Except(LabelKeys.Application) ?? [])
            errors.Forbidden($"spec.podAffinity.matchLabels[{key}]", "the pool belongs to an application");
    }

    /// <summary>Other pools have the same subnet or one that does not overlap, and none of these addresses.</summary>
    private void Neighbours(SpiderIPPool pool, Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        foreach (var other in informers.Pools.Snapshot())
        {
            if (other.Metadata.Name == pool.Metadata.Name || !Prefix.TryParse(other.Spec.Subnet, out var prefix)) continue;
            if (prefix.Family != subnet.Family || !prefix.Overlaps(subnet)) continue;
            if (prefix != subnet)
            {
                errors.Invalid("spec.subnet", subnet.ToString(), $"overlaps subnet {prefix} of SpiderIPPool {other.Metadata.Name}");
                continue;
            }
            var shared = usable.Intersect(UsableOf(other));
            if (!shared.IsEmpty) errors.Forbidden("spec.ips", $"SpiderIPPool {other.Metadata.Name} has {shared} too");
        }
    }

    private static RangeSet UsableOf(SpiderIPPool pool)
    {
        try
        {
            return PoolRanges.Of(pool).Usable;
        }
        catch (ReasonException)
        {
            // It gives nothing out either.
            return RangeSet.Empty;
        }
    }

    private static void AddressesInUse(SpiderIPPool old, RangeSet usable, FieldErrors errors)
    {
        try
        {
            foreach (var (address, record) in PoolLedger.Read(old).Records)
            {
                if (!usable.Contains(address)) errors.Forbidden("spec.ips", $"pod {record.Pod} holds {address}");
            }
        }
        catch (ReasonException e)
        {
            errors.Forbidden("spec.ips", $"nobody can tell which addresses are in use: {e.Detail}");
        }
    }
}
