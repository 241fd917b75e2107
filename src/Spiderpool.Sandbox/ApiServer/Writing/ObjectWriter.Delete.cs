using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

internal sealed partial class ObjectWriter
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    /// <summary>Deletes an object, or marks it while a finalizer or a grace period holds it.</summary>
    /// <exception cref="ApiException">404, 409 for a failed precondition, 403 by admission.</exception>
    public async ValueTask<DeleteOutcome> DeleteAsync(
        ResourceDefinition resource, string @namespace, string name, DeleteRequest request, CancellationToken cancellation)
    {
        var key = StoredObject.KeyOf(resource.Namespaced ? @namespace : "", name);
        var objects = store.Of(resource);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = objects.Get(key) ?? throw ApiErrors.NotFound(resource, name);
            if (request.Uid is not null && request.Uid != current.Uid)
                throw ApiErrors.PreconditionFailed(resource, name, $"the UID in the precondition ({request.Uid}) does not match the "
                    + $"UID in record ({current.Uid}). The object might have been deleted and then recreated");
            if (request.ResourceVersion is not null && request.ResourceVersion != current.Revision.ToString())
                throw ApiErrors.PreconditionFailed(resource, name, $"the ResourceVersion in the precondition "
                    + $"({request.ResourceVersion}) does not match the ResourceVersion in record ({current.Revision}). The object "
                    + "might have been modified");
            if (resource.Is("", "namespaces") && name is "default" or "kube-system" or "kube-public")
                throw ApiErrors.Forbidden(resource, name, "this namespace may not be deleted");

            var options = new WriteOptions { DryRun = request.DryRun, User = request.User, Warnings = request.Warnings, FieldManager = "" };
            var review = Review(resource, "DELETE", null, resource.FromStored(current.Tree), options);
            await admission.MutateAsync(review, cancellation);
            await admission.ValidateAsync(review, cancellation);

            var tree = current.Tree.Copy();
            var changed = Mark(resource, tree, request);
            if (request.DryRun)
                return new DeleteOutcome(current, Removed: false);
            if (MayGo(resource, tree))
            {
                if (objects.TryRemove(key, current, tree) is { } removed)
                    return new DeleteOutcome(removed, Removed: true);
            }
            else if (!changed)
            {
                return new DeleteOutcome(current, Removed: false);
            }
            else if (objects.TryCommit(key, current, tree) is { } marked)
            {
                return new DeleteOutcome(marked, Removed: false);
            }
        }
    }

    /// <summary>Sets deletion timestamp, grace period and the finalizers of the propagation policy.</summary>
    private bool Mark(ResourceDefinition resource, JsonObject tree, DeleteRequest request)
    {
        var before = tree.Copy();
        var metadata = tree.Ensure("metadata");
        var finalizers = metadata.Texts("finalizers").ToList();
        if (request.Propagation is not null)
            finalizers.RemoveAll(item => item is ForegroundFinalizer or OrphanFinalizer);
        if (request.Propagation == "Foreground")
            finalizers.Add(ForegroundFinalizer);
        else if (request.Propagation == "Orphan")
            finalizers.Add(OrphanFinalizer);
        if (resource == BuiltinResources.CustomResourceDefinitions
            && metadata.Text("deletionTimestamp") is null && !finalizers.Contains(CustomResources.CleanupFinalizer))
            finalizers.Add(CustomResources.CleanupFinalizer);
        metadata.Remove("finalizers");
        if (finalizers.Count > 0)
            metadata["finalizers"] = finalizers.ToJsonArray();

        var grace = BuiltinStrategy.GracePeriod(resource, tree, request.GracePeriodSeconds);
        var already = metadata.Text("deletionTimestamp") is not null;
        if (!already || grace < (metadata.Integer("deletionGracePeriodSeconds") ?? 0))
        {
            metadata["deletionTimestamp"] = Timestamp.Format(time.GetUtcNow().AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
            if (!already && metadata.Integer("generation") is { } generation)
                metadata["generation"] = generation + 1;
        }

        if (resource.Is("", "namespaces"))
            tree.Ensure("status")["phase"] = "Terminating";
        return !JsonEquality.Equal(before, tree);
    }
}
