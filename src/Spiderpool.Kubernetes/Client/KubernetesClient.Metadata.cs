using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Metadata of any object, as an owner reference names it.</summary>
    /// <param name="apiVersion"><c>v1</c> or <c>group/version</c>.</param>
    /// <param name="plural">Resource, as in <c>replicasets</c>.</param>
    /// <param name="namespace">Null or empty for cluster-scoped kinds.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    /// <returns>Null when there is no such object, or no such kind.</returns>
    public async Task<OwnedObject?> TryGetMetadataAsync(
        string apiVersion, string plural, string? @namespace, string name, CancellationToken cancellationToken = default)
    {
        var call = CallOf(HttpMethod.Get, "get", apiVersion, plural, @namespace, name) with { Accept = MediaTypes.PartialMetadata };
        try
        {
            return await SendAsync(call, null, OwnedObject.JsonType, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Changes some fields of any object by a JSON merge patch (RFC 7386).</summary>
    /// <inheritdoc cref="TryGetMetadataAsync"/>
    /// <param name="body">UTF-8 JSON.</param>
    /// <returns>Whether there was such an object.</returns>
    public async Task<bool> TryMergeAsync(
        string apiVersion, string plural, string? @namespace, string name, ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        using var content = RequestBody.FromBytes(body, PatchType.Merge.MediaType);
        return await TryAsync(CallOf(HttpMethod.Patch, "patch", apiVersion, plural, @namespace, name), content, cancellationToken);
    }

    /// <summary>Deletes any object, or marks it for deletion while finalizers hold it.</summary>
    /// <inheritdoc cref="TryGetMetadataAsync"/>
    /// <returns>Whether there was such an object.</returns>
    public Task<bool> TryDeleteAsync(
        string apiVersion, string plural, string? @namespace, string name, CancellationToken cancellationToken = default) =>
        TryAsync(CallOf(HttpMethod.Delete, "delete", apiVersion, plural, @namespace, name), null, cancellationToken);

    /// <summary>Whether the API server says on <c>/readyz</c> that it is ready. No answer is a no.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var message = NewMessage(HttpMethod.Get, "/readyz", "*/*", _tokens.Current());
            using var response = await _invoker.SendAsync(message, linked.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (ApiFailure.IsTransport(e)
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static ApiCall CallOf(
        HttpMethod method, string verb, string apiVersion, string plural, string? @namespace, string name)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var resource = new ResourceDefinition(
            slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], plural, plural, @namespace is { Length: > 0 });
        return new ApiCall(method, verb, resource) { Namespace = @namespace, Name = name };
    }

    private async Task<bool> TryAsync(ApiCall call, RequestBody? content, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(call, content, DrainAsync, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }
}
