using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer;

/// <summary>The objects of an <see cref="ApiServer"/> without HTTP, with the same rules and errors.</summary>
public sealed class ObjectAccess
{
    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;

    internal ObjectAccess(ObjectStore store, ResourceRegistry registry, ObjectWriter writer) =>
        (_store, _registry, Writer) = (store, registry, writer);

    internal ObjectWriter Writer { get; }

    /// <summary>The newest resourceVersion.</summary>
    public long Revision => _store.Revisions.Current;

    /// <summary>A copy of an object, or null.</summary>
    /// <param name="namespace">Empty for cluster-scoped kinds.</param>
    /// <exception cref="ApiException">404 when the kind is not served.</exception>
    public JsonObject? Get(string apiVersion, string kind, string @namespace, string name)
    {
        var resource = Find(apiVersion, kind);
        return _store.Of(resource).Get(StoredObject.KeyOf(@namespace, name)) is { } item
            ? resource.FromStored(item.Tree).Copy() : null;
    }

    /// <summary>Copies of all objects of a kind, by namespace and name.</summary>
    public IReadOnlyList<JsonObject> List(string apiVersion, string kind, string? @namespace = null)
    {
        var resource = Find(apiVersion, kind);
        return [.. _store.Of(resource).Snapshot().Objects.Values
            .Where(item => @namespace is null || item.Namespace == @namespace)
            .Select(item => resource.FromStored(item.Tree).Copy())];
    }

    public async Task<JsonObject> CreateAsync(JsonObject body, CancellationToken cancellation = default)
    {
        var resource = Find(body);
        var created = await Writer.CreateAsync(resource, Namespace(resource, body), body.Copy(), WriteOptions.Default, cancellation);
        return resource.FromStored(created.Tree).Copy();
    }

    /// <summary>Replaces an object, or its status; a resourceVersion in the body is checked.</summary>
    /// <param name="subresource">Empty or status.</param>
    public async Task<JsonObject> UpdateAsync(JsonObject body, string subresource = "", CancellationToken cancellation = default)
    {
        var resource = Find(body);
        var updated = await Writer.UpdateAsync(resource, Namespace(resource, body), body.At("metadata", "name").AsText() ?? "",
            _ => body.Copy(), new WriteOptions { Subresource = subresource }, cancellation);
        return resource.FromStored(updated.Tree).Copy();
    }

    /// <summary>Deletes at once but for finalizers.</summary>
    public async Task DeleteAsync(
        string apiVersion, string kind, string @namespace, string name, CancellationToken cancellation = default) =>
        await Writer.DeleteAsync(Find(apiVersion, kind), @namespace, name, new DeleteRequest { GracePeriodSeconds = 0 }, cancellation);

    private static string Namespace(ResourceDefinition resource, JsonObject body) =>
        resource.Namespaced ? body.At("metadata", "namespace").AsText() ?? "default" : "";

    private ResourceDefinition Find(JsonObject body) => Find(body.Text("apiVersion") ?? "", body.Text("kind") ?? "");

    private ResourceDefinition Find(string apiVersion, string kind) => _registry.FindKind(apiVersion, kind)
        ?? throw new ApiException(404, "NotFound", $"no matches for kind \"{kind}\" in version \"{apiVersion}\"");
}
