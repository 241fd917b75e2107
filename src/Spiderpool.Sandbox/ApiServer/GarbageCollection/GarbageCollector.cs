using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>
/// What the controllers of Kubernetes do about deletion: objects go with their owners, with their namespace and with their
/// definition. One worker looks at the objects that changes may concern, and writes as any client does.
/// </summary>
internal sealed partial class GarbageCollector
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;
    private readonly ObjectWriter _writer;
    private readonly TimeProvider _time;
    private readonly OwnerIndex _index = new();
    private readonly CollectionQueue _queue = new();
    private readonly ConcurrentDictionary<string, bool> _endingNamespaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StoreKey, bool> _endingDefinitions = new();

    public GarbageCollector(ObjectStore store, ResourceRegistry registry, ObjectWriter writer, TimeProvider time)
    {
        (_store, _registry, _writer, _time) = (store, registry, writer, time);
        store.Committed += (key, change) => Observe(key, change.Type, change.Object);
    }

    /// <summary>Takes in what an earlier process left in a file: such objects have no events. Before anybody writes.</summary>
    public void Scan()
    {
        foreach (var objects in _store.All)
        {
            foreach (var item in objects.Snapshot().Objects.Values)
                Observe(objects.Key, WatchEventType.Added, item);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var key = await _queue.TakeAsync(stopping);
                try
                {
                    await CollectAsync(key, stopping);
                }
                catch (ApiException)
                {
                    // Refused by a webhook or a schema: the reason may pass.
                    _ = AddLaterAsync(key, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the server.
        }
    }

    /// <summary>Queues what a change may concern. Called under the store's lock: must not block.</summary>
    private void Observe(StoreKey store, WatchEventType type, StoredObject item)
    {
        var key = new ObjectKey(store, item.Key);
        var isGone = type == WatchEventType.Deleted;
        var owners = isGone ? [] : OwnerReference.Of(item.Tree);
        var before = _index.Set(key, owners);
        foreach (var owner in before.IsDefault ? [] : before)
            AddOwner(owner, item.Namespace);
        if (!before.IsDefault && !isGone)
            _queue.Add(key);
        if (isGone)
        {
            foreach (var dependent in _index.Dependents(item.Uid))
                _queue.Add(dependent);
        }

        if (isGone || item.IsDeleting)
            ObserveEnd(key, item, isGone);
    }

    private void ObserveEnd(ObjectKey key, StoredObject item, bool isGone)
    {
        if (key.Store == BuiltinResources.Namespaces.StoreKey && isGone)
            _endingNamespaces.TryRemove(item.Name, out _);
        else if (key.Store == BuiltinResources.Namespaces.StoreKey)
            _endingNamespaces[item.Name] = true;
        if (key.Store == BuiltinResources.CustomResourceDefinitions.StoreKey)
            _endingDefinitions[DefinedStore(item.Tree)] = true;
        if (!isGone || key.Store == BuiltinResources.CustomResourceDefinitions.StoreKey)
            _queue.Add(key);
        if (isGone && _endingNamespaces.ContainsKey(item.Namespace))
            _queue.Add(new ObjectKey(BuiltinResources.Namespaces.StoreKey, item.Namespace));
        if (isGone && _endingDefinitions.ContainsKey(key.Store))
            _queue.Add(new ObjectKey(BuiltinResources.CustomResourceDefinitions.StoreKey, $"{key.Store.Plural}.{key.Store.Group}"));
    }

    private void AddOwner(OwnerReference owner, string @namespace)
    {
        if (Locate(owner, @namespace) is { } key)
            _queue.Add(key);
    }

    private async Task AddLaterAsync(ObjectKey key, CancellationToken stopping)
    {
        await Task.Delay(RetryAfter, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Add(key);
    }

    private async Task CollectAsync(ObjectKey key, CancellationToken stopping)
    {
        var item = _store.Of(key.Store).Get(key.Name);
        if (key.Store == BuiltinResources.Namespaces.StoreKey && item is { IsDeleting: true })
            await EmptyNamespaceAsync(key, item, stopping);
        else if (key.Store == BuiltinResources.CustomResourceDefinitions.StoreKey && item is null or { IsDeleting: true })
            await EndDefinitionAsync(key, item, stopping);
        item = _store.Of(key.Store).Get(key.Name);
        if (item is not null && Served(key.Store) is { } resource)
            await CollectAsync(resource, key, item, stopping);
    }

    /// <summary>A served version of a stored resource.</summary>
    private ResourceDefinition? Served(StoreKey key) => _registry.All.FirstOrDefault(resource => resource.StoreKey == key);

    private static StoreKey DefinedStore(JsonObject definition) =>
        new(definition.At("spec", "group").AsText() ?? "", definition.At("spec", "names", "plural").AsText() ?? "");
}
