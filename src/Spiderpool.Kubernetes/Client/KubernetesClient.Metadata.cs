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
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var resource = new ResourceDefinition(
            slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], plural, plural, @namespace is { Length: > 0 });
        var call = new ApiCall(HttpMethod.Get, "get", resource)
        {
            Namespace = @namespace,
            Name = name,
            Accept = MediaTypes.PartialMetadata,
        };
        try
        {
            return await SendAsync(call, null, OwnedObject.JsonType, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

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
}
