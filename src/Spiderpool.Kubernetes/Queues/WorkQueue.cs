using System.Threading.Channels;

namespace Spiderpool.Kubernetes;

/// <summary>
/// Keys to work on. A key waits at most once; one that is added while it is worked on comes again afterwards; no key is worked
/// on twice at a time. Safe for concurrent use.
/// </summary>
public sealed partial class WorkQueue<TKey> : IDisposable where TKey : notnull
{
    private readonly WorkQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly WorkQueueStatistics? _statistics;
    private readonly Lock _lock = new();
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();
    private readonly HashSet<TKey> _wanted = [];
    private readonly HashSet<TKey> _inWork = [];
    private bool _stopping;

    /// <param name="options">Pauses after failures.</param>
    /// <param name="time">Of pauses and delays.</param>
    /// <param name="statistics">Told what the queue holds and does.</param>
    public WorkQueue(WorkQueueOptions? options = null, TimeProvider? time = null, WorkQueueStatistics? statistics = null)
    {
        (_options, _time, _statistics) = (options ?? new WorkQueueOptions(), time ?? TimeProvider.System, statistics);
        _timer = _time.CreateTimer(_ => AddDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Number of keys that wait, without those that are delayed.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _wanted.Count;
        }
    }

    public void Add(TKey key)
    {
        lock (_lock)
        {
            if (!_stopping && _wanted.Add(key) && !_inWork.Contains(key))
                _ready.Writer.TryWrite(key);
            Tell();
        }
    }

    /// <summary>
    /// Keys as they come; several callers share them. Call <see cref="Done"/> after the work on each. Ends after
    /// <see cref="ShutDown"/> when no key waits.
    /// </summary>
    public async IAsyncEnumerable<TKey> TakeAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var key in _ready.Reader.ReadAllAsync(cancellationToken))
        {
            lock (_lock)
            {
                _wanted.Remove(key);
                _inWork.Add(key);
                Tell();
                FinishIfDrained();
            }

            yield return key;
        }
    }

    /// <summary>The work on a key ended, well or not.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (_inWork.Remove(key) && _wanted.Contains(key))
                _ready.Writer.TryWrite(key);
            Tell();
            FinishIfDrained();
        }
    }

    /// <summary>Takes no more keys and drops the delayed ones; those that wait are still handed out.</summary>
    public void ShutDown()
    {
        lock (_lock)
        {
            _stopping = true;
            ForgetDelayed();
            Tell();
            FinishIfDrained();
        }
    }

    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
        // What waits now waits for nobody.
        _statistics?.Hold(0, 0, 0);
    }

    private void Tell() => _statistics?.Hold(_wanted.Count, _dueOf.Count, _inWork.Count);

    private void FinishIfDrained()
    {
        if (_stopping && _wanted.Count == 0)
            _ready.Writer.TryComplete();
    }
}
