using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Server-side apply (KEP-555): a manager states all the fields that it cares for, and owns them.</summary>
internal static class ServerSideApply
{
    /// <summary>The live object with what is applied, without what was applied before and nobody wants any more.</summary>
    /// <param name="live">Not changed; null when the object is to be created.</param>
    /// <param name="applied">The body of the request; not changed.</param>
    /// <exception cref="ApiException">409 with all conflicts; 500, as from kube-apiserver, for fields without a schema.</exception>
    public static JsonObject Apply(
        ResourceDefinition resource, JsonObject? live, JsonObject applied, WriteOptions options, string now)
    {
        var shape = FieldShape.Of(resource);
        ApplyBody.Check(resource, applied, shape);
        var self = new ManagedFieldsEntry(options.FieldManager, ManagedFieldsEntry.Apply, resource.ApiVersion,
            options.Subresource, now, Stated(resource, applied, shape, options));
        var managed = Known(resource, live, shape, now);
        var before = managed.Find(self);

        var merged = live is null ? applied.Copy() : ApplyMerge.Merge(live, applied, shape);
        var owners = managed.With(self);
        if (before is not null)
            ApplyPrune.Prune(merged, before.Fields, owners.Union, shape);
        var difference = ManagedFields.Difference(resource, merged, live ?? [], options);
        CheckConflicts(managed, self, difference, options);
        // Whoever states the same again is no writer.
        if (before is not null && difference.IsEmpty && before.ApiVersion == self.ApiVersion
            && before.Fields.SetEquals(self.Fields))
            owners = managed;
        else
            owners = owners.Taken(self, difference);
        merged.Ensure("metadata")["managedFields"] = owners.ToJson();
        return merged;
    }

    /// <summary>The fields of the body, but those that its endpoint does not write.</summary>
    private static FieldSet Stated(ResourceDefinition resource, JsonObject applied, FieldShape shape, WriteOptions options)
    {
        const string Status = "f:status";
        var fields = OwnableFields.Of(FieldSets.Owned(applied, shape));
        if (options.Subresource == "status")
            return FieldSet.Empty.With(Status, fields.Child(Status) ?? FieldSet.Empty);
        return resource.HasStatus ? fields.With(Status, FieldSet.Empty) : fields;
    }

    /// <summary>An object without entries belongs to whoever wrote it before it was applied for the first time.</summary>
    private static ManagedFields Known(ResourceDefinition resource, JsonObject? live, FieldShape shape, string now)
    {
        var managed = ManagedFields.Of(live);
        if (live is null || !managed.Entries.IsEmpty)
            return managed.Reconciled(live, shape);
        return managed.With(new ManagedFieldsEntry("before-first-apply", ManagedFieldsEntry.Update, resource.ApiVersion, "", now,
            OwnableFields.Of(FieldSets.All(live, shape))));
    }

    private static void CheckConflicts(
        ManagedFields managed, ManagedFieldsEntry self, FieldDifference difference, WriteOptions options)
    {
        if (options.Force)
            return;
        var conflicts = managed.Entries.Where(entry => !entry.IsSame(self))
            .SelectMany(entry => entry.Fields.Intersect(difference.Changed).Paths().Select(path => (entry.ToString(), path)))
            .OrderBy(conflict => conflict.Item1, StringComparer.Ordinal)
            .ToList();
        if (conflicts.Count > 0)
            throw ApiErrors.ApplyConflict(conflicts);
    }
}
