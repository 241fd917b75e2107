using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

internal sealed partial class GarbageCollector
{
    /// <summary>Deletes what is in a namespace that ends; when it is empty, lets it go.</summary>
    private async Task EmptyNamespaceAsync(ObjectKey key, StoredObject item, CancellationToken stopping)
    {
        var resources = _registry.All.Where(resource => resource.Namespaced).DistinctBy(resource => resource.StoreKey).ToList();
        foreach (var resource in resources)
            await DeleteAllAsync(resource, content => content.Namespace == item.Name, key, stopping);
        if (resources.Exists(resource => In(resource, content => content.Namespace == item.Name).Any()))
            return;
        await _writer.UpdateAsync(BuiltinResources.Namespaces, "", item.Name, current =>
        {
            var tree = current.Copy();
            tree.Ensure("spec")["finalizers"] = tree.At("spec").Texts("finalizers").Where(name => name != "kubernetes").ToJsonArray();
            return tree;
        }, Options with { Subresource = "finalize" }, stopping);
    }

    /// <summary>Deletes the objects of a definition that ends; when none is left, lets it go, and then serves it no more.</summary>
    private async Task EndDefinitionAsync(ObjectKey key, StoredObject? definition, CancellationToken stopping)
    {
        var resources = _registry.All.Where(resource => resource.IsCustom && resource.QualifiedPlural == key.Name).ToList();
        if (definition is null)
        {
            foreach (var ended in resources.Select(resource => resource.StoreKey).Distinct())
            {
                _registry.Replace(ended, []);
                _store.Of(ended).CloseWatches();
                _endingDefinitions.TryRemove(ended, out _);
            }

            return;
        }

        foreach (var resource in resources.DistinctBy(resource => resource.StoreKey))
            await DeleteAllAsync(resource, _ => true, key, stopping);
        if (!resources.Exists(resource => In(resource, _ => true).Any()))
            await RemoveFinalizerAsync(
                BuiltinResources.CustomResourceDefinitions, definition, CustomResources.CleanupFinalizer, stopping);
    }

    private async Task DeleteAllAsync(ResourceDefinition resource, Func<StoredObject, bool> concerned, ObjectKey container,
        CancellationToken stopping)
    {
        foreach (var item in In(resource, concerned).Where(item => !item.IsDeleting))
        {
            try
            {
                await DeleteAsync(resource, item, new DeleteRequest
                {
                    Propagation = "Background",
                    Uid = item.Uid,
                    GracePeriodSeconds = IsStranded(resource, item) ? 0 : null,
                }, stopping);
            }
            catch (ApiException)
            {
                // A webhook holds this one back; the others go, and the container is looked at again.
                _ = AddLaterAsync(container, stopping);
            }
        }
    }

    /// <summary>A pod on a node that is not there: no kubelet will ever say that it has ended.</summary>
    private bool IsStranded(ResourceDefinition resource, StoredObject item) =>
        resource == BuiltinResources.Pods && item.Tree.At("spec", "nodeName").AsText() is { Length: > 0 } node
        && _store.Of(new StoreKey("", "nodes")).Get(node) is null;

    private IEnumerable<StoredObject> In(ResourceDefinition resource, Func<StoredObject, bool> concerned) =>
        _store.Of(resource).Snapshot().Objects.Values.Where(concerned);
}
