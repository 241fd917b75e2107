using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>
/// What one SpiderSubnet has given to which pool, as of one resourceVersion. It is the arbiter: an address of the subnet is a
/// pool's only while an entry says so, and entries never share one (docs/designs/0004-automatic-pools.md).
/// </summary>
public sealed partial class SubnetLedger
{
    private readonly IReadOnlyDictionary<string, ControlledIPPool> _entries;

    private SubnetLedger(SpiderSubnet subnet, RangeSet total, IReadOnlyDictionary<string, ControlledIPPool> entries) =>
        (Subnet, Total, _entries) = (subnet, total, entries);

    public SpiderSubnet Subnet { get; }

    /// <summary><c>ips</c> less <c>excludeIPs</c>.</summary>
    public RangeSet Total { get; }

    /// <summary>By name of the pool.</summary>
    public IReadOnlyDictionary<string, ControlledIPPool> Entries => _entries;

    /// <summary>All addresses that pools have.</summary>
    public RangeSet Given => RangeSet.Of(_entries.Values.SelectMany(entry => ControlledPools.RangesOf(entry)));

    /// <exception cref="ReasonException"><see cref="Reason.SubnetInvalid"/>.</exception>
    public static SubnetLedger Read(SpiderSubnet subnet) => new(subnet, SubnetRanges.Of(subnet), ControlledPools.Of(subnet));

    /// <summary>The ledger with another entry; null removes it.</summary>
    public SubnetLedger With(string pool, ControlledIPPool? entry)
    {
        var entries = new Dictionary<string, ControlledIPPool>(_entries);
        if (entry is null) entries.Remove(pool);
        else entries[pool] = entry;
        return new SubnetLedger(Subnet, Total, entries);
    }

    /// <summary>The subnet with a status that says the entries and counts.</summary>
    public SpiderSubnet ToSubnet(RangeSet reserved)
    {
        var given = Given;
        return Subnet with
        {
            Status = (Subnet.Status ?? new()) with
            {
                ControlledIPPools = ControlledPools.Write(_entries),
                TotalIPCount = Saturate(Total.AddressCount),
                AllocatedIPCount = Saturate(given.AddressCount),
                FreeIPCount = Saturate(Total.Except(given).Except(reserved).AddressCount),
            },
        };
    }

    private static long Saturate(UInt128 count) => count > long.MaxValue ? long.MaxValue : (long)count;
}
