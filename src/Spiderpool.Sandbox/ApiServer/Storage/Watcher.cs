using System.Threading.Channels;
using Spiderpool.Sandbox.ApiServer.Selection;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>One watch. Changes wait in a bounded buffer; a reader that falls behind it is cut off and must list again.</summary>
internal sealed class Watcher(ObjectFilter filter, Action<Watcher> onDispose) : IDisposable
{
    private const int MaxWaiting = 16_384;
    private const long MaxWaitingBytes = 64L << 20;

    private readonly Channel<WatchItem> _channel = Channel.CreateBounded<WatchItem>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private long _waitingBytes;

    public ChannelReader<WatchItem> Items => _channel.Reader;

    /// <summary>Changes between the requested revision and the registration.</summary>
    public required IReadOnlyList<WatchEvent> Backlog { get; init; }

    /// <summary>Called under the store's lock, in revision order.</summary>
    public void Offer(WatchEvent change)
    {
        if (Select(change) is not { } selected)
            return;
        var waiting = Interlocked.Add(ref _waitingBytes, change.Object.Bytes.Length);
        if (waiting > MaxWaitingBytes || !_channel.Writer.TryWrite(new WatchItem(selected, change.Revision)))
            _channel.Writer.TryComplete();
    }

    /// <summary>Called under the store's lock: every change up to the revision is in the buffer before it.</summary>
    public void OfferBookmark(long revision) => _channel.Writer.TryWrite(new WatchItem(null, revision));

    /// <summary>Tells that a change left the buffer.</summary>
    public void Taken(WatchEvent change) => Interlocked.Add(ref _waitingBytes, -change.Object.Bytes.Length);

    /// <summary>Ends the watch from the server's side.</summary>
    public void Close() => _channel.Writer.TryComplete();

    /// <summary>The change as this watch sees it: entering the selection is ADDED, leaving it is DELETED.</summary>
    public WatchEvent? Select(WatchEvent change)
    {
        var before = change.Previous is not null && filter.Matches(change.Previous);
        var after = change.Type != WatchEventType.Deleted && filter.Matches(change.Object);
        var type = (before, after) switch
        {
            (false, true) => WatchEventType.Added,
            (true, true) => WatchEventType.Modified,
            (true, false) => WatchEventType.Deleted,
            _ => (WatchEventType?)null,
        };
        if (type is null)
            return null;
        return type == change.Type ? change : change with { Type = type.Value };
    }

    public void Dispose() => onDispose(this);
}
