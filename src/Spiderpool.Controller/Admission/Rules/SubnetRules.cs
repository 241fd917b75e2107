using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>SpiderSubnet (spec/crds.md 4.3).</summary>
internal sealed class SubnetRules(ClusterInformers informers, NetworkRules network, LiveOptions<ControllerOptions> live)
    : IResourceRules<SpiderSubnet>
{
    private ControllerOptions Options => live.Current;

    public SpiderSubnet Mutate(SpiderSubnet subnet)
    {
        if (subnet.Metadata.IsTerminating) return subnet;
        var mutated = subnet with
        {
            Metadata = subnet.Metadata.WithFinalizer(),
            Spec = subnet.Spec with
            {
                IpVersion = subnet.Spec.IpVersion ?? NetworkRules.VersionOf(subnet.Spec.Subnet),
                Ips = RangeLists.Merge(subnet.Spec.Ips),
                ExcludeIPs = RangeLists.Merge(subnet.Spec.ExcludeIPs),
            },
        };
        return Prefix.TryParse(subnet.Spec.Subnet, out var prefix)
            ? mutated with { Metadata = mutated.Metadata.WithLabel(LabelKeys.SubnetCidr, LabelText.OfCidr(prefix.ToString())) }
            : mutated;
    }

    public void Validate(SpiderSubnet subnet, SpiderSubnet? old, FieldErrors errors)
    {
        if (MetadataRules.RefuseChangeOfTerminating(subnet, old, errors)) return;
        var spec = subnet.Spec;
        if (old is not null) NetworkRules.Immutable(spec.IpVersion, old.Spec.IpVersion, spec.Subnet, old.Spec.Subnet, errors);
        if (network.Subnet(spec.IpVersion, spec.Subnet, errors) is not { } prefix) return;
        var included = RangeLists.Read(spec.Ips, prefix, "spec.ips", errors);
        var usable = included.Except(RangeLists.Read(spec.ExcludeIPs, prefix, "spec.excludeIPs", errors));
        NetworkRules.Gateway(spec.Gateway, prefix, usable, errors);
        NetworkRules.Routes(spec.Routes, prefix, errors);
        if (errors.Causes.Count > 0) return;
        OtherSubnets(subnet, prefix, errors);
        if (old is null) Pools(prefix, usable, errors);
        else GivenAddresses(old, usable, errors);
    }

    public void ValidateDelete(SpiderSubnet old, FieldErrors errors)
    {
        if (!Options.EnableValidatingResourcesDeletedWebhook || old.Status?.AllocatedIPCount is null or 0) return;
        errors.Forbidden("status.allocatedIPCount", $"pools have {old.Status.AllocatedIPCount} addresses of the subnet; delete them first");
    }

    private void OtherSubnets(SpiderSubnet subnet, Prefix prefix, FieldErrors errors)
    {
        foreach (var other in informers.Subnets.Snapshot().Where(other => other.Metadata.Name != subnet.Metadata.Name))
        {
            if (Prefix.TryParse(other.Spec.Subnet, out var theirs) && theirs.Family == prefix.Family && theirs.Overlaps(prefix))
                errors.Invalid("spec.subnet", prefix.ToString(), $"overlaps {theirs} of SpiderSubnet {other.Metadata.Name}");
        }
    }

    /// <summary>A new subnet takes over the pools of its CIDR, so it must have their addresses.</summary>
    private void Pools(Prefix prefix, RangeSet usable, FieldErrors errors)
    {
        foreach (var pool in informers.Pools.Snapshot())
        {
            if (!Prefix.TryParse(pool.Spec.Subnet, out var theirs) || theirs.Family != prefix.Family || !theirs.Overlaps(prefix)) continue;
            if (theirs != prefix)
            {
                errors.Invalid("spec.subnet", prefix.ToString(), $"overlaps subnet {theirs} of SpiderIPPool {pool.Metadata.Name}");
                continue;
            }
            var outside = UsableOf(pool).Except(usable);
            if (!outside.IsEmpty)
                errors.Forbidden("spec.ips",
                    $"SpiderIPPool {pool.Metadata.Name} owns some IP addresses the subnet cannot control: {outside}");
        }
    }

    private static void GivenAddresses(SpiderSubnet old, RangeSet usable, FieldErrors errors)
    {
        foreach (var (pool, entry) in ControlledPools.Of(old))
        {
            var lost = ControlledPools.RangesOf(entry).Except(usable);
            if (!lost.IsEmpty) errors.Forbidden("spec.ips", $"SpiderIPPool {pool} has {lost}");
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
            return RangeSet.Empty;
        }
    }
}
