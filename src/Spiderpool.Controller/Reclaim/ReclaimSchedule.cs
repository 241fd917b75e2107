namespace Spiderpool.Controller.Reclaim;

/// <summary>Which pods' records to look at, and when. Of several moments of a pod the earliest counts.</summary>
internal sealed class ReclaimSchedule(TimeProvider time) : IDisposable
{
    /// <summary>Pods that end together, as those of a Deployment or a node do, are looked at together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _dueOf = [];
    private readonly PriorityQueue<string, DateTimeOffset> _queue = new();
    private readonly SemaphoreSlim _changed = new(0, 1);

    public void Add(string podUid, DateTimeOffset? due = null)
    {
        lock (_gate)
        {
            var soonest = time.GetUtcNow() + Gathering;
            var wanted = due > soonest ? due.Value : soonest;
            if (_dueOf.TryGetValue(podUid, out var earlier) && earlier <= wanted) return;
            _dueOf[podUid] = wanted;
            _queue.Enqueue(podUid, wanted);
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }

    /// <summary>Waits until pods are due and takes them.</summary>
    public async Task<IReadOnlySet<string>> TakeDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (due, next) = Take();
            if (due.Count > 0) return due;
            // A clock that jumps makes the wait as long as one look every hour at most.
            var wait = next is { } at ? Clamp(at - time.GetUtcNow()) : Timeout.InfiniteTimeSpan;
            using var timer = new CancellationTokenSource(wait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                await _changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Something is due.
            }
        }
    }

    public void Dispose() => _changed.Dispose();

    private (HashSet<string> Due, DateTimeOffset? Next) Take()
    {
        lock (_gate)
        {
            var due = new HashSet<string>();
            while (_queue.TryPeek(out var uid, out var at))
            {
                if (at > time.GetUtcNow()) return (due, at);
                _queue.Dequeue();
                if (_dueOf.TryGetValue(uid, out var current) && current == at && _dueOf.Remove(uid)) due.Add(uid);
            }
            return (due, null);
        }
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1)
        : wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : wait;
}
