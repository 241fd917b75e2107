namespace Spiderpool.Benchmarks.Cluster;

/// <summary>Requests that an API server has answered, from <c>apiserver_request_total</c> on its /metrics.</summary>
/// <param name="Writes">Requests that create, change or delete, also those that it refused.</param>
/// <param name="PoolWrites">Those of them that change a pool or its status.</param>
/// <param name="Conflicts">Those of <paramref name="PoolWrites"/> that were refused because another writer was faster.</param>
/// <param name="Reads">Requests that get or list; watches are not counted before they end.</param>
internal readonly record struct RequestCounters(long Writes, long PoolWrites, long Conflicts, long Reads)
{
    public static RequestCounters operator -(RequestCounters later, RequestCounters earlier) => new(
        later.Writes - earlier.Writes, later.PoolWrites - earlier.PoolWrites,
        later.Conflicts - earlier.Conflicts, later.Reads - earlier.Reads);

    /// <param name="exposition">Prometheus text.</param>
    public static RequestCounters Parse(string exposition) =>
        RequestCount.Parse(exposition).Aggregate(default(RequestCounters), (sum, one) => sum.With(one));

    private RequestCounters With(RequestCount one)
    {
        if (one.IsRead) return this with { Reads = Reads + one.Count };
        if (!one.IsWrite) return this;
        var isPool = one.Resource == "spiderippools";
        return this with
        {
            Writes = Writes + one.Count,
            PoolWrites = PoolWrites + (isPool ? one.Count : 0),
            Conflicts = Conflicts + (isPool && one.IsConflict ? one.Count : 0),
        };
    }
}
