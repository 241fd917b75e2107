namespace Spiderpool.Benchmarks.Cluster;

/// <summary>
/// Writes that an API server has answered, by the plural of the kind; refused ones too. Reviews are none: nothing is stored.
/// </summary>
/// <param name="Counts">Kinds without a write may be absent.</param>
internal sealed record WritesByKind(IReadOnlyDictionary<string, long> Counts)
{
    public long this[string plural] => Counts.GetValueOrDefault(plural);

    /// <summary>Without the leader election, which writes at its interval whatever there is to do.</summary>
    public long OfWork => Counts.Where(pair => pair.Key != "leases").Sum(pair => pair.Value);

    public static WritesByKind operator -(WritesByKind later, WritesByKind earlier) =>
        new(later.Counts.ToDictionary(pair => pair.Key, pair => pair.Value - earlier[pair.Key]));

    /// <param name="exposition">Prometheus text.</param>
    public static WritesByKind Parse(string exposition) => new(RequestCount.Parse(exposition)
        .Where(one => one.IsWrite && !one.Resource.EndsWith("reviews", StringComparison.Ordinal))
        .GroupBy(one => one.Resource).ToDictionary(group => group.Key, group => group.Sum(one => one.Count)));
}
