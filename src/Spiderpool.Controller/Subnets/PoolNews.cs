using System.Collections.Concurrent;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Subnets;

/// <summary>
/// Tells the changes of pools that concern subnets and applications from those that agents make many times a second: spec, labels, begin
/// and end, and that nobody holds an address any more.
/// </summary>
internal sealed class PoolNews
{
    private readonly ConcurrentDictionary<string, Face> _seen = new();

    public bool IsIn(WatchEvent<SpiderIPPool> change)
    {
        var pool = change.Object;
        if (change.Type == WatchEventType.Deleted)
        {
            _seen.TryRemove(pool.Key, out _);
            return true;
        }
        var labels = string.Join(',', (pool.Metadata.Labels ?? new Dictionary<string, string>())
            .OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
        var face = new Face(
            pool.Metadata.Uid, pool.Metadata.Generation, pool.Metadata.IsTerminating, pool.Status?.AllocatedIPs is null, labels);
        var isNews = !_seen.TryGetValue(pool.Key, out var before) || before != face;
        _seen[pool.Key] = face;
        return isNews;
    }

    private sealed record Face(string? Uid, long? Generation, bool IsTerminating, bool IsIdle, string Labels);
}
