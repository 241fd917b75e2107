using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Apply;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

internal sealed partial class ObjectWriter
{
    private const int GenerateNameAttempts = 8;

    /// <summary>Creates an object.</summary>
    /// <param name="body">In the resource's version; taken over.</param>
    /// <exception cref="ApiException">409 AlreadyExists, 422 Invalid, 404 for a missing namespace, and others.</exception>
    public async ValueTask<StoredObject> CreateAsync(
        ResourceDefinition resource, string @namespace, JsonObject body, WriteOptions options, CancellationToken cancellation)
    {
        CheckType(resource, body);
        var metadata = body.Ensure("metadata");
        CheckNamespace(resource, metadata, @namespace);
        if (metadata.Text("resourceVersion") is { Length: > 0 })
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        var generated = string.IsNullOrEmpty(metadata.Text("name")) ? metadata.Text("generateName") : null;
        CheckDefinitionTakesObjects(resource);
        CheckNamespaceTakesObjects(resource, @namespace, metadata.Text("name") ?? generated ?? "");

        for (var attempt = 1; ; attempt++)
        {
            var tree = attempt < GenerateNameAttempts && generated is not null ? body.Copy() : body;
            if (generated is { Length: > 0 })
                tree.Ensure("metadata")["name"] = ObjectNames.Generate(generated);
            var name = tree.At("metadata", "name").AsText() ?? "";
            var key = StoredObject.KeyOf(resource.Namespaced ? @namespace : "", name);
            if (store.Of(resource).Get(key) is null)
            {
                tree = await PrepareNewAsync(resource, tree, options, cancellation);
                if (Commit(resource, key, null, tree, options) is { } created)
                    return created;
            }

            if (generated is null || attempt == GenerateNameAttempts)
                throw ApiErrors.AlreadyExists(resource, name);
        }
    }

    private async ValueTask<JsonObject> PrepareNewAsync(
        ResourceDefinition resource, JsonObject tree, WriteOptions options, CancellationToken cancellation)
    {
        var metadata = tree.Ensure("metadata");
        foreach (var name in (ReadOnlySpan<string>)
            ["resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation"])
            metadata.Remove(name);
        // A kubelet registers its node with the status that it has.
        if (resource.HasStatus && !resource.Is("", "nodes"))
            tree.Remove("status");
        Conform(resource, tree, options);
        BuiltinStrategy.Default(resource, tree);

        // As in kube-apiserver, mutating webhooks see an object that has no identity yet.
        var review = Review(resource, "CREATE", tree, null, options);
        if (await admission.MutateAsync(review, cancellation) is { } mutated && mutated != tree)
            Conform(resource, tree = mutated, options);
        metadata = tree.Ensure("metadata");
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Now;
        if (resource.HasGeneration)
            metadata["generation"] = 1;
        BuiltinStrategy.PrepareCreate(resource, tree);

        Validate(resource, tree, null, options);
        await admission.ValidateAsync(review with { Object = tree }, cancellation);
        ManagedFields.Track(resource, tree, null, options, Now);
        Establish(resource, tree, options.DryRun);
        return tree;
    }

    /// <summary>Stores, or for a dry run only makes, the next revision; null when another writer was faster.</summary>
    private StoredObject? Commit(
        ResourceDefinition resource, string key, StoredObject? expected, JsonObject tree, WriteOptions options)
    {
        resource.ToStored(tree);
        return options.DryRun
            ? new StoredObject(tree, expected?.Revision ?? 0, resource.SelectableFields)
            : store.Of(resource).TryCommit(key, expected, tree);
    }
}
