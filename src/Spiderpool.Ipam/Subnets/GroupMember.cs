using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Ipam.Subnets;

/// <summary>One subnet of a group, with the pool that the group has in it.</summary>
/// <param name="Name">Of the subnet.</param>
/// <param name="Ledger">What it has given; null when there is no such subnet.</param>
/// <param name="Pool">Null when the group has none there.</param>
/// <param name="Room">Addresses that can be given.</param>
internal sealed record GroupMember(string Name, SubnetLedger? Ledger, SpiderIPPool? Pool, RangeSet Room)
{
    /// <summary>The pool if it can still change.</summary>
    public SpiderIPPool? Live => Pool is { Metadata.IsTerminating: false } && Ledger is not null ? Pool : null;

    /// <summary>What the subnet says of the pool.</summary>
    public ControlledIPPool? Entry => Pool is null ? null : Ledger?.Entries.GetValueOrDefault(Pool.Metadata.Name!);

    /// <summary>Addresses that the subnet says are the pool's.</summary>
    public RangeSet Given => Entry is null ? RangeSet.Empty : ControlledPools.RangesOf(Entry);

    /// <summary>Addresses that pods hold.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.PoolInvalid"/>.</exception>
    public RangeSet Used => RangeSet.OfAddresses(PoolLedger.Read(Pool!).Records.Keys);

    /// <summary>The subnet with another entry for the pool.</summary>
    public SubnetLedger With(RangeSet ranges, long version, string application) =>
        Ledger!.With(Pool!.Metadata.Name!,
            new ControlledIPPool(ranges.ToStrings(), application) { Uid = Pool.Metadata.Uid, Version = version });
}
