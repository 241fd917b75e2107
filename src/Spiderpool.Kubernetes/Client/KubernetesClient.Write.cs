using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <returns>The object as stored, with its uid and resourceVersion.</returns>
    /// <exception cref="KubernetesApiException">Also when it exists already (<c>IsAlreadyExists</c>).</exception>
    public Task<T> CreateAsync<T>(T obj, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T> =>
        WriteAsync(Call<T>(HttpMethod.Post, "create", obj.Metadata.Namespace), obj, cancellationToken);

    /// <summary>Updates all but the status. With a resourceVersion, only if the object has not changed since.</summary>
    /// <exception cref="KubernetesApiException">Also when it has changed (<c>IsConflict</c>).</exception>
    public Task<T> ReplaceAsync<T>(T obj, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T> =>
        WriteAsync(Call<T>(HttpMethod.Put, "update", obj.Metadata.Namespace, NameOf(obj)), obj, cancellationToken);

    /// <summary>Updates the status alone. With a resourceVersion, only if the object has not changed since.</summary>
    /// <exception cref="KubernetesApiException">Also when it has changed (<c>IsConflict</c>).</exception>
    public Task<T> ReplaceStatusAsync<T>(T obj, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var call = Call<T>(HttpMethod.Put, "update", obj.Metadata.Namespace, NameOf(obj));
        return WriteAsync(call with { Subresource = "status" }, obj, cancellationToken);
    }

    /// <summary>
    /// As <see cref="ReplaceStatusAsync"/>, with an answer that is small however large the object is.
    /// </summary>
    /// <returns>
    /// The object that was sent, with the metadata that it has now. For statuses that the API server stores as they are: no
    /// defaults in the schema, no mutating webhook.
    /// </returns>
    /// <exception cref="KubernetesApiException">Also when it has changed (<c>IsConflict</c>).</exception>
    public async Task<T> StoreStatusAsync<T>(T obj, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var call = Call<T>(HttpMethod.Put, "update", obj.Metadata.Namespace, NameOf(obj)) with
        {
            Subresource = "status",
            Accept = MediaTypes.PartialMetadata,
        };
        using var body = BodyOf(obj);
        var stored = await SendAsync(call, body, OwnedObject.JsonType, cancellationToken);
        return obj with { Metadata = stored.Metadata };
    }

    /// <param name="namespace">Null for cluster-scoped kinds.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="type">How the body is meant.</param>
    /// <param name="body">UTF-8 JSON; it must not change before the call ends.</param>
    /// <param name="subresource">As in <c>status</c>; null for the object itself.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    public async Task<T> PatchAsync<T>(
        string? @namespace, string name, PatchType type, ReadOnlyMemory<byte> body, string? subresource = null,
        CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        using var content = RequestBody.FromBytes(body, type.MediaType);
        var call = Call<T>(HttpMethod.Patch, "patch", @namespace, name) with
        {
            Subresource = subresource,
            Query = ApiQuery.Of(type),
        };
        return await SendAsync(call, content, T.JsonType, cancellationToken);
    }

    /// <summary>Deletes, or marks for deletion while finalizers hold the object.</summary>
    /// <exception cref="KubernetesApiException">Also when there is no such object, or a precondition fails.</exception>
    public async Task DeleteAsync<T>(
        string? @namespace, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        using var content = options is null
            ? null
            : RequestBody.FromObject(DeleteBody.From(options), WireJson.Default.DeleteBody);
        await SendAsync(Call<T>(HttpMethod.Delete, "delete", @namespace, name), content, DrainAsync, cancellationToken);
    }

    private static string NameOf(KubernetesObject obj) =>
        obj.Metadata.Name ?? throw new ArgumentException("the object has no metadata.name", nameof(obj));

    private static async ValueTask<bool> DrainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Read to its end, so that the connection can be used again.
        using var body = await ObjectReader.BufferAsync(response, cancellationToken);
        return true;
    }

    private async Task<T> WriteAsync<T>(ApiCall call, T obj, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        using var body = BodyOf(obj);
        return await SendAsync(call, body, T.JsonType, cancellationToken);
    }

    private static RequestBody BodyOf<T>(T obj) where T : KubernetesObject, IKubernetesResource<T> =>
        // Items of lists come without them.
        RequestBody.FromObject(obj with { ApiVersion = T.Definition.ApiVersion, Kind = T.Definition.Kind }, T.JsonType);
}
