using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>
/// The records of one pool as of one resourceVersion: an immutable snapshot that any number of threads may read.
/// Applying requests gives a new status and leaves the snapshot as it is.
/// </summary>
public sealed partial class PoolLedger
{
    private readonly AllocationMap _map;
    private readonly ReasonException? _fault;
    private readonly Lazy<IReadOnlyDictionary<Address, AllocationRecord>> _records;

    private PoolLedger(SpiderIPPool pool, AllocationMap map, PoolRanges? ranges, ReasonException? fault)
    {
        (Pool, _map, Ranges, _fault) = (pool, map, ranges, fault);
        _records = new(() => map.Entries.ToDictionary(entry => entry.Address, entry => entry.ToRecord(map.Text)));
    }

    public SpiderIPPool Pool { get; }

    /// <summary>Subnet and usable addresses; null when the spec cannot be read, so that nothing can be granted.</summary>
    public PoolRanges? Ranges { get; }

    /// <summary>Number of records.</summary>
    public int Count => _map.Count;

    /// <summary>Each record by its address, also those outside the present ranges. Made when first asked for.</summary>
    public IReadOnlyDictionary<Address, AllocationRecord> Records => _records.Value;

    /// <summary>
    /// Finds the record of (pod UID, interface). A record without an interface, which the original wrote, counts as
    /// any interface that has no record of its own.
    /// </summary>
    public bool TryFind(string podUid, string nic, out Address address, [NotNullWhen(true)] out AllocationRecord? record)
    {
        var edit = new LedgerEdit(_map);
        var slot = edit.Find(podUid, nic);
        (address, record) = slot < 0 ? (default, null) : (edit.AddressAt(slot), edit.RecordAt(slot));
        return record is not null;
    }

    /// <summary>The record of an address, if somebody holds it.</summary>
    public bool TryGet(Address address, [NotNullWhen(true)] out AllocationRecord? record)
    {
        var slot = _map.SlotOf(address);
        record = slot < 0 ? null : _map.RecordAt(slot);
        return record is not null;
    }
}
