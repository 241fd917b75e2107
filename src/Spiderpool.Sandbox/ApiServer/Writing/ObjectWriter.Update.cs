using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Apply;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

internal sealed partial class ObjectWriter
{
    /// <summary>Metadata that only the server sets.</summary>
    private static readonly string[] ServerMetadata =
    [
        "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink",
    ];

    /// <summary>Changes an object; tries again when another writer was faster and the caller named no resourceVersion.</summary>
    /// <param name="change">
    /// Makes the wanted object from the current one, which it must not change. May run several times.
    /// </param>
    /// <returns>The revision, and whether the update let go of the last finalizer and so removed the object.</returns>
    /// <exception cref="ApiException">404, 409 Conflict, 422 Invalid and others.</exception>
    public async ValueTask<StoredObject> UpdateAsync(
        ResourceDefinition resource, string @namespace, string name, Func<JsonObject, JsonObject> change,
        WriteOptions options, CancellationToken cancellation)
    {
        var key = StoredObject.KeyOf(resource.Namespaced ? @namespace : "", name);
        var objects = store.Of(resource);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = objects.Get(key) ?? throw ApiErrors.NotFound(resource, name);
            var old = resource.FromStored(current.Tree);
            var tree = change(old);
            CheckPreconditions(resource, name, tree, current);
            CheckNamespace(resource, tree.Ensure("metadata"), @namespace);
            tree = Merge(resource, tree, old, options.Subresource);
            if (options.Subresource.Length == 0)
                BuiltinStrategy.Default(resource, tree);
            Conform(resource, tree, options);

            var review = Review(resource, "UPDATE", tree, old, options);
            if (!options.IsAdmitted && await admission.MutateAsync(review, cancellation) is { } mutated && mutated != tree)
                Conform(resource, tree = Merge(resource, mutated, old, options.Subresource), options);

            Validate(resource, tree, old, options);
            if (!options.IsAdmitted)
                await admission.ValidateAsync(review with { Object = tree }, cancellation);
            ManagedFields.Track(resource, tree, old, options, Now);
            if (options.Subresource.Length == 0)
                CountGeneration(resource, tree, old);
            tree["metadata"]!["resourceVersion"] = current.Revision.ToString();
            if (JsonEquality.Equal(tree, old))
                return current;
            if (MayGo(resource, tree) && !options.DryRun)
            {
                resource.ToStored(tree);
                if (objects.TryRemove(key, current, tree) is { } removed)
                    return removed;
                continue;
            }

            Establish(resource, tree, options.DryRun);
            if (Commit(resource, key, current, tree, options) is { } stored)
                return stored;
        }
    }

    private static void CheckPreconditions(ResourceDefinition resource, string name, JsonObject tree, StoredObject current)
    {
        var metadata = tree.Object("metadata");
        if (metadata.Text("name") is { } given && given != name)
            throw ApiErrors.BadRequest(
                $"the name of the object ({given}) does not match the name on the URL ({name})");
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != current.Uid)
            throw ApiErrors.Conflict(resource, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: "
                + current.Uid);
        if (metadata.Text("resourceVersion") is { Length: > 0 } revision && revision != "0"
            && revision != current.Revision.ToString())
            throw ApiErrors.Modified(resource, name);
    }

    /// <summary>Puts together what the request may change and what it may not.</summary>
    private static JsonObject Merge(ResourceDefinition resource, JsonObject tree, JsonObject old, string subresource)
    {
        if (subresource == "status")
        {
            var merged = new JsonObject();
            foreach (var (name, value) in old)
            {
                if (name != "status")
                    merged[name] = value?.DeepClone();
            }

            if (tree.At("metadata", "managedFields") is { } managed)
                merged["metadata"]!["managedFields"] = managed.DeepClone();
            if (resource.Is("", "pods"))
                BuiltinStrategy.TakeMarks(tree, merged);
            if (tree.Take("status") is { } status)
                merged["status"] = status;
            return merged;
        }

        if (resource.HasStatus)
        {
            tree.Remove("status");
            if (old["status"] is { } status)
                tree["status"] = status.DeepClone();
        }

        (tree["apiVersion"], tree["kind"]) = (resource.ApiVersion, resource.Kind);
        var metadata = tree.Ensure("metadata");
        var oldMetadata = old.Object("metadata");
        foreach (var name in ServerMetadata)
        {
            metadata.Remove(name);
            if (oldMetadata.Member(name) is { } value)
                metadata[name] = value.DeepClone();
        }

        if (resource.Is("", "namespaces") && subresource.Length == 0)
            tree["spec"] = old["spec"]?.DeepClone();
        return tree;
    }

    /// <summary>Counts up when anything but metadata and status changed.</summary>
    private static void CountGeneration(ResourceDefinition resource, JsonObject tree, JsonObject old)
    {
        if (!resource.HasGeneration)
            return;
        var names = tree.Select(member => member.Key).Union(old.Select(member => member.Key))
            .Where(name => name != "metadata" && !(resource.HasStatus && name == "status"));
        if (names.Any(name => !JsonEquality.Equal(tree[name], old[name])))
            tree["metadata"]!["generation"] = (old.At("metadata", "generation").AsInteger() ?? 0) + 1;
    }

    /// <summary>Whether nothing holds back an object that is to be deleted.</summary>
    private static bool MayGo(ResourceDefinition resource, JsonObject tree)
    {
        var metadata = tree.Object("metadata");
        return metadata.Text("deletionTimestamp") is not null
            && metadata.Array("finalizers") is not { Count: > 0 }
            && (metadata.Integer("deletionGracePeriodSeconds") ?? 0) == 0
            && !(resource.Is("", "namespaces") && tree.Object("spec").Array("finalizers") is { Count: > 0 });
    }
}
