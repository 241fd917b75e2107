using System.Collections.Concurrent;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>The stores of all resources under one revision counter.</summary>
internal sealed class ObjectStore(int historyLimit)
{
    private readonly ConcurrentDictionary<StoreKey, ResourceStore> _stores = new();

    public RevisionCounter Revisions { get; } = new();

    /// <summary>Called for each committed change, in order within a resource, under that resource's lock: must not block.</summary>
    public event Action<StoreKey, WatchEvent>? Committed;

    public IEnumerable<ResourceStore> All => _stores.Values;

    public ResourceStore Of(StoreKey key) =>
        _stores.GetOrAdd(key, static (key, self) => new ResourceStore(key, self.Revisions, self.HistoryLimit, self.Notify), this);

    public ResourceStore Of(ResourceDefinition resource) => Of(resource.StoreKey);

    public void CloseWatches()
    {
        foreach (var store in All)
            store.CloseWatches();
    }

    private int HistoryLimit { get; } = historyLimit;

    private void Notify(StoreKey key, WatchEvent change) => Committed?.Invoke(key, change);
}
