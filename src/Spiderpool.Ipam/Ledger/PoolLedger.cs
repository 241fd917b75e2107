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
    private readonly string _text;
    private readonly List<LedgerEntry> _entries;
    private readonly Dictionary<Address, int> _byAddress;
    private readonly Dictionary<string, int> _firstOfPod;
    private readonly int[] _nextOfPod;
    private readonly Lazy<IReadOnlyDictionary<Address, AllocationRecord>> _records;

    private PoolLedger(SpiderIPPool pool, string text, List<LedgerEntry> entries, PoolRanges? ranges, ReasonException? fault)
    {
        (Pool, _text, _entries, Ranges, _fault) = (pool, text, entries, ranges, fault);
        _byAddress = new(entries.Count);
        _firstOfPod = new(entries.Count, StringComparer.Ordinal);
        _nextOfPod = new int[entries.Count];
        Index();
        _records = new(() => _entries.ToDictionary(entry => entry.Address, entry => entry.Record));
    }

    public SpiderIPPool Pool { get; }

    /// <summary>Subnet and usable addresses; null when the spec cannot be read, so that nothing can be granted.</summary>
    public PoolRanges? Ranges { get; }

    /// <summary>Number of records.</summary>
    public int Count => _entries.Count;

    /// <summary>Each record by its address, also those outside the present ranges.</summary>
    public IReadOnlyDictionary<Address, AllocationRecord> Records => _records.Value;

    /// <summary>
    /// Finds the record of (pod UID, interface). A record without an interface, which the original wrote, counts as
    /// any interface that has no record of its own.
    /// </summary>
    public bool TryFind(string podUid, string nic, out Address address, [NotNullWhen(true)] out AllocationRecord? record)
    {
        var found = -1;
        for (var i = _firstOfPod.GetValueOrDefault(podUid, -1); i >= 0; i = _nextOfPod[i])
        {
            if (_entries[i].Record.Nic == nic)
            {
                found = i;
                break;
            }
            if (found < 0 && _entries[i].Record.Nic is null) found = i;
        }
        (address, record) = found < 0 ? (default, null) : (_entries[found].Address, _entries[found].Record);
        return found >= 0;
    }

    private void Index()
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            if (!_byAddress.TryAdd(entry.Address, i))
            {
                throw PoolRanges.Invalid(Pool, $"status.allocatedIPs has {entry.Address} twice");
            }
            _nextOfPod[i] = _firstOfPod.GetValueOrDefault(entry.Record.PodUid, -1);
            _firstOfPod[entry.Record.PodUid] = i;
        }
    }
}
