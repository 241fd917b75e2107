using System.Runtime.CompilerServices;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

/// <summary>
/// A thin client of the Kubernetes API: typed, without reflection, one connection pool. Safe for concurrent use. Each failure is a
/// <see cref="KubernetesApiException"/>, save the caller's own cancellation (after which the outcome of a write is unknown).
/// </summary>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly KubernetesClientOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenSource _tokens;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _root;

    /// <exception cref="KubernetesConfigurationException">A certificate or key cannot be used.</exception>
    public KubernetesClient(KubernetesClientOptions options, TimeProvider? time = null)
        : this(options, Transport.Create(options), time)
    {
    }

    /// <summary>With another way to the server than the network.</summary>
    internal KubernetesClient(KubernetesClientOptions options, HttpMessageHandler handler, TimeProvider? time)
    {
        if (options.Server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new KubernetesConfigurationException($"server \"{options.Server}\" is no http or https URL");
        _options = options;
        _time = time ?? TimeProvider.System;
        _tokens = new TokenSource(options, _time);
        _root = options.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _invoker = new HttpMessageInvoker(handler);
    }

    public Uri Server => _options.Server;

    /// <param name="namespace">Null for cluster-scoped kinds.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    /// <exception cref="KubernetesApiException">Also when there is no such object.</exception>
    public Task<T> GetAsync<T>(string? @namespace, string name, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T> =>
        SendAsync(Call<T>(HttpMethod.Get, "get", @namespace, name), null, T.JsonType, cancellationToken);

    /// <summary>As <see cref="GetAsync{T}"/>, but null when there is no such object.</summary>
    public async Task<T?> TryGetAsync<T>(string? @namespace, string name, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            return await GetAsync<T>(@namespace, name, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>One page of the objects of a kind.</summary>
    /// <param name="namespace">Null for cluster-scoped kinds, and for all namespaces.</param>
    /// <param name="options">Selectors, page size.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    public Task<ObjectList<T>> ListAsync<T>(
        string? @namespace, ListOptions options, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T> =>
        ListAsync<T>(@namespace, options, null, cancellationToken);

    /// <summary>All objects of a kind, page by page.</summary>
    public async IAsyncEnumerable<T> ListAllAsync<T>(
        string? @namespace, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        for (var page = options with { Limit = options.Limit ?? 500 }; ;)
        {
            var list = await ListAsync<T>(@namespace, page, cancellationToken);
            foreach (var item in list.Items)
                yield return item;
            if (list.Continue is null)
                yield break;
            page = page with { Continue = list.Continue };
        }
    }

    public void Dispose() => _invoker.Dispose();

    internal async Task<ObjectList<T>> ListAsync<T>(
        string? @namespace, ListOptions options, Func<T, T>? transform, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var call = Call<T>(HttpMethod.Get, "list", @namespace) with
        {
            Query = ApiQuery.Of(options),
            Accept = options.MetadataOnly ? MediaTypes.PartialMetadataList : MediaTypes.Json,
        };
        return await SendAsync(call, null, async (response, ct) =>
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            using var reader = new ListReader<T>(stream, T.JsonType, MetadataOnly.Then(options.MetadataOnly, transform));
            return await reader.ReadAsync(ct);
        }, cancellationToken);
    }

    private static ApiCall Call<T>(HttpMethod method, string verb, string? @namespace, string? name = null)
        where T : KubernetesObject, IKubernetesResource<T> =>
        new(method, verb, T.Definition) { Namespace = @namespace, Name = name };
}
