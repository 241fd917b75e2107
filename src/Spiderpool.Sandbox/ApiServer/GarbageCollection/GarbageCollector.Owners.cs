using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

internal sealed partial class GarbageCollector
{
    private async Task CollectAsync(ResourceDefinition resource, ObjectKey key, StoredObject item, CancellationToken stopping)
    {
        var finalizers = item.Tree.At("metadata").Texts("finalizers").ToList();
        if (!item.IsDeleting)
            await FollowOwnersAsync(resource, item, stopping);
        else if (finalizers.Contains(ObjectWriter.OrphanFinalizer))
            await OrphanDependentsAsync(resource, item, stopping);
        else if (finalizers.Contains(ObjectWriter.ForegroundFinalizer))
            await AwaitDependentsAsync(resource, item, stopping);
    }

    private async Task FollowOwnersAsync(ResourceDefinition resource, StoredObject item, CancellationToken stopping)
    {
        var owners = OwnerReference.Of(item.Tree).Select(owner => (owner, StateOf(owner, item.Namespace))).ToList();
        var plan = DependentPlan.Of(owners, hasDependents: !_index.Dependents(item.Uid).IsEmpty);
        if (!plan.Drop.IsEmpty)
            await DropReferencesAsync(resource, item, plan.Drop.Contains, stopping);
        if (plan.Delete is { } propagation)
            await DeleteAsync(resource, item, new DeleteRequest { Propagation = propagation, Uid = item.Uid }, stopping);
    }

    private async Task AwaitDependentsAsync(ResourceDefinition resource, StoredObject item, CancellationToken stopping)
    {
        foreach (var dependent in _index.Dependents(item.Uid))
            _queue.Add(dependent);
        if (!_index.IsBlocked(item.Uid))
            await RemoveFinalizerAsync(resource, item, ObjectWriter.ForegroundFinalizer, stopping);
    }

    private async Task OrphanDependentsAsync(ResourceDefinition resource, StoredObject item, CancellationToken stopping)
    {
        foreach (var key in _index.Dependents(item.Uid))
        {
            if (Served(key.Store) is { } kind && _store.Of(key.Store).Get(key.Name) is { } dependent)
                await DropReferencesAsync(kind, dependent, uid => uid == item.Uid, stopping);
        }

        await RemoveFinalizerAsync(resource, item, ObjectWriter.OrphanFinalizer, stopping);
    }

    private OwnerState StateOf(OwnerReference owner, string @namespace)
    {
        if (Locate(owner, @namespace) is not { } key)
            return OwnerState.Solid;
        if (_store.Of(key.Store).Get(key.Name) is not { } found || found.Uid != owner.Uid)
            return OwnerState.Absent;
        return found.IsDeleting && found.Tree.At("metadata").Texts("finalizers").Contains(ObjectWriter.ForegroundFinalizer)
            ? OwnerState.Waiting : OwnerState.Solid;
    }

    /// <summary>Where an owner has to be: in the dependent's namespace. Null when its kind cannot be found or cannot own.</summary>
    private ObjectKey? Locate(OwnerReference owner, string @namespace)
    {
        if (_registry.FindKind(owner.ApiVersion, owner.Kind) is not { } resource || (resource.Namespaced && @namespace.Length == 0))
            return null;
        return new ObjectKey(resource.StoreKey, StoredObject.KeyOf(resource.Namespaced ? @namespace : "", owner.Name));
    }

    private Task DropReferencesAsync(
        ResourceDefinition resource, StoredObject item, Func<string, bool> drops, CancellationToken stopping) =>
        ChangeAsync(resource, item, metadata =>
        {
            var kept = (metadata.Array("ownerReferences") ?? []).Where(owner => !drops(owner.Text("uid") ?? "")).ToList();
            metadata.Remove("ownerReferences");
            if (kept.Count > 0)
                metadata["ownerReferences"] = new JsonArray([.. kept.Select(owner => owner?.DeepClone())]);
        }, stopping);

    private Task RemoveFinalizerAsync(
        ResourceDefinition resource, StoredObject item, string finalizer, CancellationToken stopping) =>
        ChangeAsync(resource, item, metadata =>
        {
            var kept = metadata.Texts("finalizers").Where(name => name != finalizer).ToList();
            metadata["finalizers"] = kept.ToJsonArray();
        }, stopping);

    private async Task ChangeAsync(
        ResourceDefinition resource, StoredObject item, Action<JsonObject> change, CancellationToken stopping)
    {
        try
        {
            await _writer.UpdateAsync(resource, item.Namespace, item.Name, current =>
            {
                var tree = current.Copy();
                var metadata = tree.Ensure("metadata");
                // An object of the same name that came meanwhile is none of our business.
                metadata["uid"] = item.Uid;
                metadata.Remove("resourceVersion");
                change(metadata);
                return tree;
            }, Options, stopping);
        }
        catch (ApiException error) when (error.Code is 404 or 409)
        {
            // It is gone.
        }
    }

    private async Task DeleteAsync(
        ResourceDefinition resource, StoredObject item, DeleteRequest request, CancellationToken stopping)
    {
        try
        {
            await _writer.DeleteAsync(
                resource, item.Namespace, item.Name, request with { User = UserInfo.Controller }, stopping);
        }
        catch (ApiException error) when (error.Code is 404 or 409)
        {
            // It is gone, or another object has taken its name.
        }
    }

    private static WriteOptions Options => new() { FieldManager = "kube-controller-manager", User = UserInfo.Controller };
}
