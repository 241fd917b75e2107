using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Model.Tests.Server;

/// <summary>The objects of a kind as the simulated API server has them, with all changes since the beginning.</summary>
internal sealed class Collection<T>(Revision revision) where T : KubernetesObject
{
    private readonly SortedDictionary<string, T> _items = new(StringComparer.Ordinal);

    /// <summary>What a watch from the beginning would bring, in order.</summary>
    public List<WatchEvent<T>> Log { get; } = [];

    public IReadOnlyCollection<T> Items => _items.Values;

    public T? Get(string key) => _items.GetValueOrDefault(key);

    /// <summary>Stores it as a new version.</summary>
    public T Put(T item)
    {
        var isNew = !_items.ContainsKey(item.Key);
        var stored = item with { Metadata = item.Metadata with { ResourceVersion = revision.Next() } };
        _items[stored.Key] = stored;
        Log.Add(new WatchEvent<T>(isNew ? WatchEventType.Added : WatchEventType.Modified, stored));
        return stored;
    }

    public void Remove(string key)
    {
        if (!_items.Remove(key, out var last)) return;
        last = last with { Metadata = last.Metadata with { ResourceVersion = revision.Next() } };
        Log.Add(new WatchEvent<T>(WatchEventType.Deleted, last));
    }
}
