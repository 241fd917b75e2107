using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>
/// What one agent knows of a kind: the product's own cache, fed by a watch that lags behind as far as chance will.
/// A watch tells of its kind in order; the watches of other kinds and of other agents run at a pace of their own.
/// </summary>
internal sealed class WatchCache<T>(Collection<T> source, Func<T, bool> matches) where T : KubernetesObject
{
    private readonly ObjectCache<T> _cache = new();
    private readonly List<(string Key, Func<T?, bool> Condition, TaskCompletionSource<T?> Found)> _waiters = [];
    private int _position;

    public bool IsBehind => _position < source.Log.Count;

    /// <summary>In the order of their keys: that of a hash table is another one in each process.</summary>
    public IReadOnlyCollection<T> Snapshot() => [.. _cache.Snapshot().OrderBy(item => item.Key, StringComparer.Ordinal)];

    public T? Get(string key) => _cache.TryGet(key, out var item) ? item : null;

    /// <summary>Fills it with the state after the first <paramref name="position"/> changes.</summary>
    public void List(int position)
    {
        var items = new Dictionary<string, T>();
        foreach (var change in source.Log.Take(position))
        {
            if (change.Type == WatchEventType.Deleted || !matches(change.Object)) items.Remove(change.Object.Key);
            else items[change.Object.Key] = change.Object;
        }
        var version = position == 0 ? "1" : source.Log[position - 1].Object.Metadata.ResourceVersion!;
        _cache.Replace([.. items.Values], version);
        _position = position;
        CheckWaiters();
    }

    /// <summary>Takes the next event of the watch.</summary>
    public WatchEvent<T> Deliver()
    {
        var change = source.Log[_position++];
        _cache.Apply(matches(change.Object) ? change : change with { Type = WatchEventType.Deleted });
        CheckWaiters();
        return change;
    }

    /// <summary>Takes over the result of an own write or read.</summary>
    public void Offer(T item)
    {
        _cache.Offer(item);
        CheckWaiters();
    }

    /// <summary>Completes when the object satisfies the condition, or with null after the given time.</summary>
    public async Task<T?> WaitForAsync(string key, Func<T?, bool> condition, TimeSpan patience, TimeProvider time)
    {
        if (condition(Get(key))) return Get(key);
        var waiter = (key, condition, Found: new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiters.Add(waiter);
        await using var timer = time.CreateTimer(_ => waiter.Found.TrySetResult(null), null, patience, Timeout.InfiniteTimeSpan);
        var found = await waiter.Found.Task;
        _waiters.Remove(waiter);
        return found;
    }

    private void CheckWaiters()
    {
        foreach (var (key, condition, found) in _waiters)
        {
            if (condition(Get(key))) found.TrySetResult(Get(key));
        }
    }
}
