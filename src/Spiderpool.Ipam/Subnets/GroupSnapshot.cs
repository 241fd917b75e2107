using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>All that the plan of a group needs, at one moment.</summary>
internal sealed class GroupSnapshot
{
    private readonly IReadOnlyCollection<SpiderIPPool> _pools;

    private GroupSnapshot(
        PoolGroup group, IReadOnlyList<GroupMember> members, RangeSet reserved, IReadOnlyCollection<SpiderIPPool> pools) =>
        (Group, Members, Reserved, _pools) = (group, members, reserved, pools);

    public PoolGroup Group { get; }

    public IReadOnlyList<GroupMember> Members { get; }

    public RangeSet Reserved { get; }

    /// <summary>
    /// Pools of this very application besides the one of their subnet: two workers made them at a time, of which one knew an
    /// older application.
    /// </summary>
    public IEnumerable<SpiderIPPool> Duplicates => _pools.Where(pool => !pool.Metadata.IsTerminating
        && pool.Metadata.Label(LabelKeys.OwnerApplicationUid) == Group.Application.Uid
        && Members.Any(member => AutomaticPool.Serves(pool, Group, member.Name) && member.Pool != pool));

    public bool IsTaken(string pool) => _pools.Any(other => other.Metadata.Name == pool);

    /// <param name="group">What is wanted.</param>
    /// <param name="subnets">By name; null for one that does not exist.</param>
    /// <param name="pools">All pools of the cluster.</param>
    /// <param name="reserved">Addresses that nobody gets.</param>
    /// <exception cref="ReasonException"><see cref="Reason.SubnetInvalid"/>.</exception>
    public static GroupSnapshot Of(
        PoolGroup group, Func<string, SpiderSubnet?> subnets, IReadOnlyCollection<SpiderIPPool> pools, ReservedRanges reserved)
    {
        var nobody = reserved.Of(group.Family);
        return new(group, [.. group.Subnets.Select(name => Member(group, name, subnets(name), pools, nobody))], nobody, pools);
    }

    private static GroupMember Member(
        PoolGroup group, string name, SpiderSubnet? subnet, IReadOnlyCollection<SpiderIPPool> pools, RangeSet reserved)
    {
        var pool = pools.Where(pool => AutomaticPool.Serves(pool, group, name)).OrderBy(pool => pool.Metadata.IsTerminating)
            .ThenBy(pool => pool.Metadata.Label(LabelKeys.OwnerApplicationUid) != group.Application.Uid)
            .ThenBy(pool => pool.Metadata.Name, StringComparer.Ordinal).FirstOrDefault();
        if (subnet is null || !Prefix.TryParse(subnet.Spec.Subnet, out var prefix) || prefix.Family != group.Family)
            return new GroupMember(name, null, pool, RangeSet.Empty);
        var ledger = SubnetLedger.Read(subnet);
        var room = subnet.Metadata.IsTerminating
            ? RangeSet.Empty
            // Pools' own ranges as well: should an entry have been lost, its addresses must not be given once more.
            : ledger.Total.Except(ledger.Given).Except(RangeSet.Of(pools.SelectMany(other => RangesIn(other, prefix)))).Except(reserved);
        return new GroupMember(name, ledger, pool, room);
    }

    private static IEnumerable<AddressRange> RangesIn(SpiderIPPool pool, Prefix prefix)
    {
        if (!Prefix.TryParse(pool.Spec.Subnet, out var subnet) || !subnet.Overlaps(prefix)) yield break;
        foreach (var item in pool.Spec.Ips ?? [])
        {
            if (AddressRange.TryParse(item, out var range)) yield return range;
        }
    }
}
