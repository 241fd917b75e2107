using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

public sealed partial class Informer<T>
    where T : KubernetesObject, IKubernetesResource<T>
{
    private async Task RunOnceAsync(TaskCompletionSource run, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        try
        {
            await LoopAsync(linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            // The one way in which it ends.
        }
        finally
        {
            run.SetResult();
        }
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.FirstBackoff, _options.LongestBackoff);
        var mustList = true;
        while (true)
        {
            try
            {
                if (mustList)
                    await ListAsync(cancellationToken);
                mustList = false;
                if (await WatchAsync(cancellationToken))
                    backoff.Reset();
                else
                    await Task.Delay(backoff.Next(), _time, cancellationToken);
            }
            catch (KubernetesApiException e)
            {
                mustList |= MustList(e);
                var pause = backoff.Next();
                pause = e.RetryAfter > pause ? e.RetryAfter.Value : pause;
                InformerLog.Failed(_logger, T.Definition.Plural, mustList ? "list" : "watch", pause, e.Message);
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// A server that was restored from a backup is behind the version that the watch asks for, and would say so for ever.
    /// </summary>
    private static bool MustList(KubernetesApiException e) =>
        !e.IsTransient || e.Message.Contains("Too large resource version", StringComparison.Ordinal);

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        // At the start any state of the server's cache will do, and a thousand agents that start together spare etcd.
        // Later the cache may be older than what was seen already.
        var options = new ListOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            MetadataOnly = _options.MetadataOnly,
            Limit = _options.PageSize,
            ResourceVersion = HasSynced || _options.FirstListIsLatest ? null : "0",
        };
        var (items, version) = await ListPagesAsync(options, cancellationToken);
        Publish(() => _cache.Replace(items, version));
        InformerLog.Listed(_logger, T.Definition.Plural, items.Count, version);
        _synced.TrySetResult();
    }

    private async Task<(List<T> Items, string Version)> ListPagesAsync(ListOptions options, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        while (true)
        {
            try
            {
                var page = await _client.ListAsync(_options.Namespace, options, _transform, cancellationToken);
                items.AddRange(page.Items);
                if (page.Continue is null)
                    return (items, page.ResourceVersion);
                options = options with { Continue = page.Continue };
            }
            catch (KubernetesApiException e) when (e.IsGone && options.Continue is not null)
            {
                // The pages took longer than the server keeps versions: all in one, then.
                items.Clear();
                options = options with { Continue = null, Limit = null, ResourceVersion = null };
            }
        }
    }

    /// <returns>Whether anything came; a watch that ends at once without a word must not be repeated without a pause.</returns>
    private async Task<bool> WatchAsync(CancellationToken cancellationToken)
    {
        var options = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            MetadataOnly = _options.MetadataOnly,
            ResourceVersion = _cache.Latest,
            Timeout = _options.WatchTimeout * (1 + Random.Shared.NextDouble()),
        };
        var (started, any) = (_time.GetTimestamp(), false);
        await foreach (var change in _client.WatchAsync<T>(_options.Namespace, options, Known, cancellationToken))
        {
            any = true;
            Publish(() => _cache.Apply(Transformed(change)));
        }

        return any || _time.GetElapsedTime(started) > TimeSpan.FromSeconds(1);
    }

    /// <summary>What an own write brought already.</summary>
    private T? Known(string key, string version) =>
        _cache.TryGet(key, out var cached) && cached.Metadata.ResourceVersion == version ? cached : null;

    private WatchEvent<T> Transformed(WatchEvent<T> change) =>
        _transform is null || change.Type == WatchEventType.Bookmark
            ? change
            : change with { Object = _transform(change.Object) };
}
