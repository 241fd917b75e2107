using System.Globalization;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// The routing table of each interface of a pod. A number that is in use stays; else it is 100 and the interface's place among
/// the pod's (net1: 101), so that the order of the calls does not matter; else the first that is free.
/// </summary>
internal sealed class TableNumbers(NamespaceDraft pod, string first, IReadOnlyList<string> podInterfaces)
{
    private const int MaxOrdinal = 150;

    private const int Unknown = 1000;

    private readonly Dictionary<string, uint> _chosen = [];

    /// <summary>Table of an interface that is not the first.</summary>
    /// <param name="name">Name of the interface.</param>
    /// <param name="lent">Whether the first interface has this one's place in the main table, and so this one's table.</param>
    public uint Of(string name, bool lent)
    {
        if (_chosen.TryGetValue(name, out var known)) return known;
        if (InUse(name) is not { } table)
        {
            var ordinal = OrdinalOf(name);
            var taken = InUseBut(name).Concat(_chosen.Values).ToHashSet();
            table = ordinal is > 0 and <= MaxOrdinal && !taken.Contains(PodNames.ReplyTable + (uint)ordinal)
                ? PodNames.ReplyTable + (uint)ordinal
                : (lent ? InUse(first) : null) ?? Free([.. taken, InUse(first) ?? 0]);
        }
        return _chosen[name] = table;
    }

    /// <summary>Place among the pod's interfaces: 0 for the first.</summary>
    public int OrdinalOf(string name)
    {
        if (name == first) return 0;
        for (var i = 0; i < podInterfaces.Count; i++)
        {
            if (podInterfaces[i] == name) return i;
        }
        // The names that Multus gives.
        return name.StartsWith("net", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < Unknown
                ? number
                : Unknown + (pod.FindLink(name)?.Index ?? 0);
    }

    private static uint Free(HashSet<uint> taken)
    {
        var table = PodNames.FirstTable;
        while (taken.Contains(table)) table++;
        return table;
    }

    private uint? InUse(string name) => pod.Rules.FirstOrDefault(rule => IsSource(rule) && IsOf(rule, name))?.Table;

    // The first interface's is lent, and changes with the one that has its place.
    private IEnumerable<uint> InUseBut(string name) =>
        pod.Rules.Where(rule => IsSource(rule) && !IsOf(rule, name) && !IsOf(rule, first)).Select(rule => rule.Table);

    private bool IsOf(LinkRule rule, string name) =>
        pod.Addresses.Any(address => address.Link == name && address.Address == rule.From!.Value.Address);

    // The table of replies is nobody's own.
    private static bool IsSource(LinkRule rule) => rule is { IsOurs: true, From: not null, Table: > PodNames.ReplyTable };
}
