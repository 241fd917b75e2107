using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>
/// Changes on top of a snapshot, as later requests of the same group see them. A slot is the number of an entry of the
/// snapshot, or that count plus the number of an added record.
/// </summary>
internal sealed class LedgerEdit(AllocationMap map)
{
    private readonly List<(Address Address, AllocationRecord? Record)> _added = [];
    private readonly Dictionary<Address, int> _addedByAddress = [];
    private readonly Dictionary<int, AllocationRecord?> _changed = [];
    private readonly Dictionary<string, List<int>> _touchedOfPod = new(StringComparer.Ordinal);

    public bool HasChanges => _added.Count > 0 || _changed.Count > 0;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; } = map.Count;

    /// <summary>Added records in their order; null for one that was removed again.</summary>
    public IReadOnlyList<(Address Address, AllocationRecord? Record)> Added => _added;

    /// <summary>Replaced and removed (null) records of the snapshot by slot.</summary>
    public IReadOnlyDictionary<int, AllocationRecord?> Changed => _changed;

    /// <summary>Whether the record of a slot of the snapshot is gone.</summary>
    public bool IsRemoved(int slot) => _changed.Count > 0 && _changed.TryGetValue(slot, out var record) && record is null;

    public AllocationRecord? RecordAt(int slot) => slot >= map.Count
        ? _added[slot - map.Count].Record
        : _changed.TryGetValue(slot, out var record) ? record : map.RecordAt(slot);

    public Address AddressAt(int slot) => slot >= map.Count ? _added[slot - map.Count].Address : map.Entries[slot].Address;

    /// <summary>Slot of the record of an address, or -1.</summary>
    public int SlotOf(Address address)
    {
        if (_addedByAddress.TryGetValue(address, out var slot)) return slot;
        slot = map.SlotOf(address);
        return slot >= 0 && !IsRemoved(slot) ? slot : -1;
    }

    public bool IsUsed(Address address) => SlotOf(address) >= 0;

    /// <summary>Slot of (pod UID, interface) by the rule of <see cref="PoolLedger.TryFind"/>, or -1.</summary>
    public int Find(string podUid, string nic)
    {
        var found = -1;
        foreach (var slot in SlotsOf(podUid))
        {
            var record = RecordAt(slot)!;
            if (record.Nic == nic) return slot;
            if (found < 0 && record.Nic is null) found = slot;
        }
        return found;
    }

    public IEnumerable<int> SlotsOf(string podUid)
    {
        foreach (var slot in map.SlotsOf(podUid))
        {
            if (!_changed.ContainsKey(slot)) yield return slot;
        }
        if (!_touchedOfPod.TryGetValue(podUid, out var touched)) yield break;
        foreach (var slot in touched)
        {
            if (RecordAt(slot)?.PodUid == podUid) yield return slot;
        }
    }

    public void Add(Address address, AllocationRecord record)
    {
        var slot = map.Count + _added.Count;
        _added.Add((address, record));
        _addedByAddress[address] = slot;
        Touch(record.PodUid, slot);
        Count++;
    }

    public void Replace(int slot, AllocationRecord record)
    {
        Put(slot, record);
        Touch(record.PodUid, slot);
    }

    public void Remove(int slot)
    {
        if (slot >= map.Count) _addedByAddress.Remove(AddressAt(slot));
        Put(slot, null);
        Count--;
    }

    private void Put(int slot, AllocationRecord? record)
    {
        if (slot >= map.Count) _added[slot - map.Count] = (AddressAt(slot), record);
        else _changed[slot] = record;
    }

    private void Touch(string podUid, int slot)
    {
        if (!_touchedOfPod.TryGetValue(podUid, out var slots)) _touchedOfPod[podUid] = slots = [];
        if (!slots.Contains(slot)) slots.Add(slot);
    }
}
