using System.Globalization;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>
/// Plans the automatic pools of a group, one write at a time (docs/designs/0004-automatic-pools.md). A pool grows after its subnet says
/// so, and shrinks before it: what it has is never more than its entry.
/// </summary>
public static partial class GroupPlan
{
    /// <param name="group">What is wanted.</param>
    /// <param name="subnets">By name; null for one that does not exist.</param>
    /// <param name="pools">All pools of the cluster.</param>
    /// <param name="reserved">Addresses that nobody gets.</param>
    /// <returns>A fault of a subnet or a pool is <see cref="PoolStep.Blocked"/>.</returns>
    public static PoolStep Next(
        PoolGroup group, Func<string, SpiderSubnet?> subnets, IReadOnlyCollection<SpiderIPPool> pools, ReservedRanges reserved)
    {
        try
        {
            var snapshot = GroupSnapshot.Of(group, subnets, pools, reserved);
            foreach (var member in snapshot.Members)
            {
                if (member.Live is not null && Settle(snapshot, member) is { } step) return step;
            }
            return Resize(snapshot);
        }
        catch (ReasonException e)
        {
            return new PoolStep.Blocked(e.Reason, e.Detail);
        }
    }

    /// <summary>Ends what somebody began: pool and entry say the same afterwards.</summary>
    private static PoolStep? Settle(GroupSnapshot snapshot, GroupMember member)
    {
        var (pool, entry) = (member.Pool!, member.Entry);
        if (member.Ledger!.Corrected(pool) is { } corrected) return new PoolStep.WriteSubnet(corrected.ToSubnet(snapshot.Reserved));
        return PoolRanges.Of(pool).Usable.Equals(member.Given) && IsAsWanted(snapshot, member)
            ? null
            : WritePool(snapshot, member, member.Given, entry?.Version ?? 0);
    }

    private static PoolStep.WriteSubnet Write(GroupSnapshot snapshot, GroupMember member, RangeSet ranges, long version) =>
        new(member.With(ranges, version, AutomaticPool.ApplicationText(snapshot.Group.Application)).ToSubnet(snapshot.Reserved));

    private static PoolStep.WritePool WritePool(GroupSnapshot snapshot, GroupMember member, RangeSet ranges, long version)
    {
        var pool = AutomaticPool.With(member.Pool!, snapshot.Group, member.Ledger!.Subnet);
        var annotations = new Dictionary<string, string>(pool.Metadata.Annotations!)
        {
            [AnnotationKeys.SubnetGrant] = version.ToString(CultureInfo.InvariantCulture),
        };
        var written = pool with
        {
            Metadata = pool.Metadata with { Annotations = annotations },
            Spec = pool.Spec with { Ips = ranges.ToStrings(), ExcludeIPs = null },
        };
        return new(written, member.Name, PoolRanges.Of(member.Pool!).Usable.AddressCount, ranges.AddressCount);
    }

    private static bool IsAsWanted(GroupSnapshot snapshot, GroupMember member)
    {
        var wanted = AutomaticPool.With(member.Pool!, snapshot.Group, member.Ledger!.Subnet);
        return Same(wanted.Metadata.Labels, member.Pool!.Metadata.Labels)
            && Same(wanted.Metadata.Annotations, member.Pool.Metadata.Annotations)
            && Same(wanted.Spec.PodAffinity?.MatchLabels, member.Pool.Spec.PodAffinity?.MatchLabels);
    }

    private static bool Same(IReadOnlyDictionary<string, string>? a, IReadOnlyDictionary<string, string>? b) =>
        (a?.Count ?? 0) == (b?.Count ?? 0)
        && (a ?? new Dictionary<string, string>()).All(item => b!.TryGetValue(item.Key, out var value) && value == item.Value);
}
