using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>The parsed records of a pool with indexes by address and by pod UID. Immutable. A slot is an entry's number.</summary>
internal sealed class AllocationMap
{
    private readonly Dictionary<Address, int> _byAddress;

    // Chains of slots by hash of the pod UID: no string is made for the UIDs.
    private readonly int[] _firstOfHash;
    private readonly int[] _nextOfHash;

    /// <exception cref="FormatException">The text cannot be read, or has an address twice.</exception>
    public AllocationMap(string text)
    {
        Entries = text.Length == 0 ? [] : AllocationText.Parse(text, out text);
        Text = text;
        _byAddress = new(Entries.Count);
        _firstOfHash = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Entries.Count + 1)];
        _nextOfHash = new int[Entries.Count];
        Array.Fill(_firstOfHash, -1);
        // Backwards, so that a chain runs in the order of the text.
        for (var slot = Entries.Count - 1; slot >= 0; slot--)
        {
            var entry = Entries[slot];
            if (!_byAddress.TryAdd(entry.Address, slot)) throw new FormatException($"it has {entry.Address} twice");
            ref var first = ref _firstOfHash[Bucket(entry.PodUidIn(Text))];
            (_nextOfHash[slot], first) = (first, slot);
        }
    }

    public string Text { get; }

    /// <summary>In the order of the text.</summary>
    public List<LedgerEntry> Entries { get; }

    public int Count => Entries.Count;

    public AllocationRecord RecordAt(int slot) => Entries[slot].ToRecord(Text);

    /// <summary>Slot of the record of an address, or -1.</summary>
    public int SlotOf(Address address) => _byAddress.TryGetValue(address, out var slot) ? slot : -1;

    /// <summary>Slots of the records of a pod, in the order of the text.</summary>
    public IEnumerable<int> SlotsOf(string podUid)
    {
        for (var slot = _firstOfHash[Bucket(podUid)]; slot >= 0; slot = _nextOfHash[slot])
        {
            if (Entries[slot].PodUidIn(Text).SequenceEqual(podUid)) yield return slot;
        }
    }

    private int Bucket(ReadOnlySpan<char> podUid) => string.GetHashCode(podUid) & (_firstOfHash.Length - 1);
}
