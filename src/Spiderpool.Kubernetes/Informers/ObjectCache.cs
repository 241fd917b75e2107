using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// The objects an informer knows. Each method that changes them returns the events for subscribers, so that none is lost and
/// none comes twice, in whatever order list, watch and own writes tell of the same change.
/// </summary>
internal sealed class ObjectCache<T> where T : KubernetesObject
{
    private readonly ConcurrentDictionary<string, T> _items = new();
    private readonly Lock _lock = new();
    private volatile T[]? _snapshot = [];

    /// <summary>Version up to which the server has told everything; null before the first list.</summary>
    public string? Latest { get; private set; }

    public bool TryGet(string key, [MaybeNullWhen(false)] out T item) => _items.TryGetValue(key, out item);

    public IReadOnlyCollection<T> Snapshot()
    {
        if (_snapshot is { } current)
            return current;
        lock (_lock)
            return _snapshot ??= [.. _items.Values];
    }

    /// <summary>Takes over a whole list.</summary>
    public IReadOnlyList<WatchEvent<T>> Replace(IReadOnlyList<T> listed, string version)
    {
        lock (_lock)
        {
            // A server that went back in time, as after a restore, is right: what was newer is no more.
            var rewound = ResourceVersion.Compare(version, Latest) < 0;
            var events = new List<WatchEvent<T>>();
            var present = new HashSet<string>(listed.Count);
            foreach (var item in listed)
            {
                present.Add(item.Key);
                var cached = _items.GetValueOrDefault(item.Key);
                var order = ResourceVersion.Compare(item.Metadata.ResourceVersion, cached?.Metadata.ResourceVersion);
                if (cached is null || order is null or > 0 || (rewound && order != 0))
                    Put(item, cached, events);
            }

            foreach (var (key, cached) in _items)
            {
                var isNewer = !rewound && ResourceVersion.Compare(cached.Metadata.ResourceVersion, version) > 0;
                if (!present.Contains(key) && !isNewer)
                    Remove(key, cached, events);
            }

            Latest = version;
            return events;
        }
    }

    /// <summary>Takes over an event of the watch.</summary>
    public IReadOnlyList<WatchEvent<T>> Apply(WatchEvent<T> change)
    {
        lock (_lock)
        {
            var version = change.Object.Metadata.ResourceVersion;
            if (ResourceVersion.Compare(version, Latest) < 0)
                return [];
            Latest = version;
            var events = new List<WatchEvent<T>>(1);
            var cached = _items.GetValueOrDefault(change.Object.Key);
            var order = ResourceVersion.Compare(version, cached?.Metadata.ResourceVersion);
            if (change.Type == WatchEventType.Deleted)
            {
                if (cached is not null && order is null or >= 0)
                    Remove(change.Object.Key, change.Object, events);
            }
            else if (change.Type != WatchEventType.Bookmark && (cached is null || order is null or > 0))
            {
                Put(change.Object, cached, events);
            }

            return events;
        }
    }

    /// <summary>Takes over the result of an own write, unless the server has told of something newer.</summary>
    public IReadOnlyList<WatchEvent<T>> Offer(T item)
    {
        lock (_lock)
        {
            var cached = _items.GetValueOrDefault(item.Key);
            // Absent although the server has told of later versions: it was deleted since.
            var known = cached is null ? Latest ?? "0" : cached.Metadata.ResourceVersion;
            var events = new List<WatchEvent<T>>(1);
            if (ResourceVersion.Compare(item.Metadata.ResourceVersion, known) > 0)
                Put(item, cached, events);
            return events;
        }
    }

    private void Put(T item, T? cached, List<WatchEvent<T>> events)
    {
        if (cached is not null && cached.Metadata.Uid != item.Metadata.Uid)
        {
            events.Add(new WatchEvent<T>(WatchEventType.Deleted, cached));
            cached = null;
        }

        events.Add(new WatchEvent<T>(cached is null ? WatchEventType.Added : WatchEventType.Modified, item));
        _items[item.Key] = item;
        _snapshot = null;
    }

    private void Remove(string key, T last, List<WatchEvent<T>> events)
    {
        _items.TryRemove(key, out _);
        _snapshot = null;
        events.Add(new WatchEvent<T>(WatchEventType.Deleted, last));
    }
}
