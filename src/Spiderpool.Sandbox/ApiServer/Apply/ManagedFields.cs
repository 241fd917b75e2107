using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Who owns which fields: <c>metadata.managedFields</c>.</summary>
internal sealed partial record ManagedFields(ImmutableArray<ManagedFieldsEntry> Entries)
{
    /// <summary>More updaters than that are put together, oldest first.</summary>
    private const int MaxUpdaters = 10;
    private const string AncientChanges = "ancient-changes";
    private const string Name = "managedFields";

    public static readonly ManagedFields None = new([]);

    /// <summary>Records the owner of what an update or a create changes. An apply has done so itself.</summary>
    /// <param name="tree">The object to store; gets the entries.</param>
    /// <param name="old">The object before; null on create.</param>
    public static void Track(ResourceDefinition resource, JsonObject tree, JsonObject? old, WriteOptions options, string now)
    {
        if (options.IsApply)
            return;
        var metadata = tree.Ensure("metadata");
        var managed = Given(metadata, old, options);
        metadata.Remove(Name);
        // Events come in thousands, and two API groups with different fields share them. An object that has no entries,
        // because they were taken away, gets none before it is applied.
        if (resource.StoreKey == BuiltinResources.Events.StoreKey || (old is not null && managed.Entries.IsEmpty))
            return;
        managed = managed.Reconciled(old, FieldShape.Of(resource));
        var difference = Difference(resource, tree, old ?? [], options);
        var self = new ManagedFieldsEntry(
            options.FieldManager, ManagedFieldsEntry.Update, resource.ApiVersion, options.Subresource, now, difference.Changed);
        metadata[Name] = managed.Updated(self, difference).ToJson();
    }

    public static ManagedFields Of(JsonObject? tree) =>
        new([.. (tree?.At("metadata").Array(Name) ?? []).Select(ManagedFieldsEntry.Parse).OfType<ManagedFieldsEntry>()]);

    /// <summary>The difference that a request makes, as far as fields can be owned.</summary>
    public static FieldDifference Difference(ResourceDefinition resource, JsonObject tree, JsonObject old, WriteOptions options)
    {
        var ofStatus = options.Subresource == "status";
        // A status may be large: it is only looked at when it can have changed.
        var difference = FieldSets.Compare(old, tree, FieldShape.Of(resource), name =>
            ofStatus ? name == "status" : name != "status" || !resource.HasStatus);
        return new FieldDifference(OwnableFields.Of(difference.Changed), OwnableFields.Of(difference.Removed));
    }

    /// <summary>The entries that a request starts from.</summary>
    private static ManagedFields Given(JsonObject metadata, JsonObject? old, WriteOptions options)
    {
        if (options.Subresource.Length > 0)
            return Of(old);
        // An empty list, or one with an empty entry, takes the entries away; anything else unreadable changes nothing.
        if (metadata.Array(Name) is { } list && (list.Count == 0 || list is [JsonObject { Count: 0 }]))
            return None;
        var given = Of(new JsonObject { ["metadata"] = metadata.DeepClone() });
        return given.Entries.IsEmpty ? Of(old) : given;
    }
}
