using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Reading;

/// <summary>WATCH: the initial state or backlog, then changes until the client, the timeout or the server ends it.</summary>
internal sealed class WatchHandler(ObjectStore store, TimeProvider time, TimeSpan bookmarkPeriod, CancellationToken stopping)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var objects = store.Of(request.Resource);
        var filter = request.Filter();
        var sendInitial = request.QueryFlag("sendInitialEvents");
        _ = long.TryParse(request.Query("resourceVersion"), out var after);
        StoreSnapshot? state = null;
        Watcher watcher;
        try
        {
            watcher = after > 0 && !sendInitial ? objects.Watch(after, filter) : objects.Watch(filter, out state);
        }
        catch (ApiException expired) when (expired.Code == 410)
        {
            // A watch reports this inside the stream, as kube-apiserver does.
            await new WatchWriter(request, time).WriteErrorAsync(expired);
            return;
        }

        using (watcher)
        {
            var seconds = int.TryParse(request.Query("timeoutSeconds"), out var given) && given > 0
                ? given : Random.Shared.Next(1800, 3600);
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, timeout.Token, stopping);
            await using var bookmarks = request.QueryFlag("allowWatchBookmarks")
                ? time.CreateTimer(_ => objects.Bookmark(watcher), null, bookmarkPeriod, bookmarkPeriod)
                : null;
            try
            {
                await StreamAsync(request, watcher, state?.Objects.Values.Where(filter.Matches),
                    sendInitial ? state?.Revision : null, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The end of a watch: the client left, its time is over, or the server stops.
            }
        }
    }

    private async Task StreamAsync(ApiRequest request, Watcher watcher, IEnumerable<StoredObject>? state,
        long? initialEventsEnd, CancellationToken ending)
    {
        var writer = new WatchWriter(request, time);
        writer.Start();
        if (state is not null)
        {
            foreach (var item in state)
                await writer.WriteAsync(new WatchEvent(WatchEventType.Added, item, null), ending);
            if (initialEventsEnd is { } revision)
                writer.WriteBookmark(revision, initialEventsEnd: true);
        }

        foreach (var change in watcher.Backlog)
        {
            if (watcher.Select(change) is { } selected)
                await writer.WriteAsync(selected, ending);
        }

        await writer.FlushAsync(ending);
        var items = watcher.Items;
        while (await items.WaitToReadAsync(ending))
        {
            while (items.TryRead(out var item))
            {
                if (item.Change is null)
                {
                    writer.WriteBookmark(item.Revision, initialEventsEnd: false);
                    continue;
                }

                await writer.WriteAsync(item.Change, ending);
                watcher.Taken(item.Change);
            }

            await writer.FlushAsync(ending);
        }
    }
}
