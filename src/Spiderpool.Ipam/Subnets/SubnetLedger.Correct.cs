using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

public sealed partial class SubnetLedger
{
    /// <summary>The ledger with the entry that an automatic pool should have, as far as the pool itself tells.</summary>
    /// <returns>Null when nothing is wrong with the entry.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.PoolInvalid"/>.</exception>
    public SubnetLedger? Corrected(SpiderIPPool pool)
    {
        var entry = _entries.GetValueOrDefault(pool.Metadata.Name!);
        var given = entry is null ? RangeSet.Empty : ControlledPools.RangesOf(entry);
        var (has, version, known) = (PoolRanges.Of(pool).Usable, AutomaticPool.VersionOf(pool), entry?.Version ?? 0);
        var next = Math.Max(version, known) + 1;
        // No entry, or that of a pool that is no more: the arbiter has to say anew what this one has.
        if (entry is null) return has.IsEmpty ? null : WithAutomatic(pool, Ownable(pool, has), next);
        if (entry.Uid != pool.Metadata.Uid && (entry.Uid is not null || !has.Equals(given)))
            return WithAutomatic(pool, given.Union(Ownable(pool, has)), next);
        // The pool gave addresses back.
        if (version > known) return WithAutomatic(pool, given.Intersect(has), version);
        // Somebody edited the status: the pool is the witness of what it was given.
        var lost = version == known ? Ownable(pool, has.Except(given)) : RangeSet.Empty;
        return lost.IsEmpty ? null : WithAutomatic(pool, given.Union(lost), next);
    }

    /// <summary>
    /// The ledger as the pools of the subnet's CIDR have it: without entries of pools that are gone, with those of pools that were
    /// made by hand, and no address twice.
    /// </summary>
    /// <param name="pools">Pools of the subnet's CIDR.</param>
    /// <param name="gone">Names of pools that certainly are no more.</param>
    public SubnetLedger Reconciled(IReadOnlyCollection<SpiderIPPool> pools, IReadOnlySet<string> gone)
    {
        var entries = new Dictionary<string, ControlledIPPool>();
        var seen = RangeSet.Empty;
        foreach (var (name, entry) in _entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (gone.Contains(name)) continue;
            var ranges = ControlledPools.RangesOf(entry).Except(seen);
            seen = seen.Union(ranges);
            entries[name] = entry.Ips.SequenceEqual(ranges.ToStrings()) ? entry : entry with { Ips = ranges.ToStrings() };
        }
        var ledger = new SubnetLedger(Subnet, Total, entries);
        foreach (var pool in pools.OrderBy(pool => pool.Metadata.Name, StringComparer.Ordinal)) ledger = ledger.WithPool(pool);
        return ledger;
    }

    private SubnetLedger WithPool(SpiderIPPool pool)
    {
        try
        {
            if (AutomaticPool.Is(pool)) return Corrected(pool) ?? this;
            var ips = Ownable(pool, PoolRanges.Of(pool).Usable).ToStrings();
            var entry = _entries.GetValueOrDefault(pool.Metadata.Name!);
            if (entry is not null && entry.Uid == pool.Metadata.Uid && entry.Ips.SequenceEqual(ips)) return this;
            return With(pool.Metadata.Name!, new ControlledIPPool(ips, null) { Uid = pool.Metadata.Uid });
        }
        catch (ReasonException)
        {
            // A pool that cannot be read gives nothing out; what it had stays its own.
            return this;
        }
    }

    private SubnetLedger WithAutomatic(SpiderIPPool pool, RangeSet ranges, long version)
    {
        var application = AutomaticPool.ApplicationOf(pool) is { } named ? AutomaticPool.ApplicationText(named) : null;
        return With(pool.Metadata.Name!,
            new ControlledIPPool(ranges.ToStrings(), application) { Uid = pool.Metadata.Uid, Version = version });
    }

    /// <summary>What of these addresses is of the subnet and no other pool's.</summary>
    private RangeSet Ownable(SpiderIPPool pool, RangeSet ranges) =>
        ranges.Intersect(Total).Except(With(pool.Metadata.Name!, null).Given);
}
