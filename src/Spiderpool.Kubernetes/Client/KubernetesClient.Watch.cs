using System.Runtime.CompilerServices;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>How much later than the asked-for end of a watch the client gives up on the connection.</summary>
    private static readonly TimeSpan WatchGrace = TimeSpan.FromSeconds(30);

    /// <summary>Changes as they happen, until the server ends the watch or the caller cancels.</summary>
    /// <param name="namespace">Null for cluster-scoped kinds, and for all namespaces.</param>
    /// <param name="options">Selectors, where to begin.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="KubernetesApiException">Also for an ERROR event; <c>IsGone</c>: list again.</exception>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        string? @namespace, WatchOptions options, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T> => WatchAsync<T>(@namespace, options, (_, _) => null, cancellationToken);

    /// <inheritdoc cref="WatchAsync{T}(string, WatchOptions, CancellationToken)"/>
    /// <param name="known">
    /// The object of a key, if the caller has it in that very resourceVersion: then the event, which only repeats it, is not
    /// parsed and comes as a bookmark with the caller's object.
    /// </param>
    internal async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        string? @namespace, WatchOptions options, Func<string, string, T?> known,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var call = Call<T>(HttpMethod.Get, "watch", @namespace) with
        {
            Query = ApiQuery.Of(options),
            Accept = options.MetadataOnly ? MediaTypes.PartialMetadata : MediaTypes.Json,
        };
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var response = await AnswerAsync(call, null, linked.Token, cancellationToken);
        deadline.CancelAfter(options.Timeout + WatchGrace ?? Timeout.InfiniteTimeSpan);

        await using var stream = await response.Content.ReadAsStreamAsync(linked.Token);
        using var lines = new LineReader(stream, ObjectReader.MaxObject);
        while (await NextLineAsync(call, lines, linked.Token, cancellationToken))
        {
            if (lines.Line.IsEmpty)
                continue;
            var change = ParseLine(call, lines.Line, known);
            yield return options.MetadataOnly ? change with { Object = MetadataOnly.Strip(change.Object) } : change;
        }
    }

    private async ValueTask<bool> NextLineAsync(
        ApiCall call, LineReader lines, CancellationToken linked, CancellationToken caller)
    {
        try
        {
            return await lines.ReadAsync(linked);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new KubernetesApiException($"{call}: {Server} did not end the watch in time", new TimeoutException());
        }
        catch (Exception e) when (ApiFailure.IsTransport(e))
        {
            throw ApiFailure.FromTransport(call, Server, e, null);
        }
    }

    private WatchEvent<T> ParseLine<T>(ApiCall call, ReadOnlySpan<byte> line, Func<string, string, T?> known)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            return WatchLine.TryReadUpdate(line, out var key, out var version) && known(key, version) is { } present
                ? new WatchEvent<T>(WatchEventType.Bookmark, present)
                : WatchLine.Parse(line, T.JsonType, call);
        }
        catch (System.Text.Json.JsonException e)
        {
            throw ApiFailure.FromTransport(call, Server, e, null);
        }
    }
}
