using System.Globalization;
using System.Text.RegularExpressions;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>Requests that an API server has answered, from <c>apiserver_request_total</c> on its /metrics.</summary>
/// <param name="Writes">Requests that create, change or delete, also those that it refused.</param>
/// <param name="PoolWrites">Those of them that change a pool or its status.</param>
/// <param name="Conflicts">Those of <paramref name="PoolWrites"/> that were refused because another writer was faster.</param>
/// <param name="Reads">Requests that get or list; watches are not counted before they end.</param>
internal readonly partial record struct RequestCounters(long Writes, long PoolWrites, long Conflicts, long Reads)
{
    private const string Metric = "apiserver_request_total{";

    public static RequestCounters operator -(RequestCounters later, RequestCounters earlier) => new(
        later.Writes - earlier.Writes, later.PoolWrites - earlier.PoolWrites,
        later.Conflicts - earlier.Conflicts, later.Reads - earlier.Reads);

    /// <param name="exposition">Prometheus text.</param>
    public static RequestCounters Parse(string exposition)
    {
        var sum = default(RequestCounters);
        foreach (var line in exposition.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Metric)) sum = sum.With(line.ToString());
        }
        return sum;
    }

    private RequestCounters With(string line)
    {
        var labels = Label().Matches(line).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var count = (long)double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
        var verb = labels.GetValueOrDefault("verb");
        if (verb is "GET" or "LIST") return this with { Reads = Reads + count };
        if (verb is not ("POST" or "PUT" or "PATCH" or "APPLY" or "DELETE" or "DELETECOLLECTION")) return this;
        var isPool = labels.GetValueOrDefault("resource") == "spiderippools";
        var isConflict = isPool && labels.GetValueOrDefault("code") == "409";
        return this with
        {
            Writes = Writes + count,
            PoolWrites = PoolWrites + (isPool ? count : 0),
            Conflicts = Conflicts + (isConflict ? count : 0),
        };
    }

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
