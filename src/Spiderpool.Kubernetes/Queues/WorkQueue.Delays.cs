namespace Spiderpool.Kubernetes;

public sealed partial class WorkQueue<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly Dictionary<TKey, long> _dueOf = [];
    private readonly PriorityQueue<TKey, long> _delayed = new();
    private readonly ITimer _timer;

    /// <summary>Adds later. Of several delays of a key the one that ends first counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (_lock)
        {
            var due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
            if (_stopping || (_dueOf.TryGetValue(key, out var earlier) && earlier <= due))
                return;
            _dueOf[key] = due;
            _delayed.Enqueue(key, due);
            Tell();
            SetTimer();
        }
    }

    /// <summary>Adds after the pause of a key whose work failed; it grows until <see cref="Forget"/>.</summary>
    public void AddRateLimited(TKey key) => AddAfter(key, NextPause(key));

    /// <summary>The work on the key succeeded: its next failure is the first again.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
            _failures.Remove(key);
    }

    /// <summary>How often <see cref="AddRateLimited"/> was called since the last <see cref="Forget"/>.</summary>
    public int Failures(TKey key)
    {
        lock (_lock)
            return _failures.GetValueOrDefault(key);
    }

    private TimeSpan NextPause(TKey key)
    {
        lock (_lock)
        {
            var failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures + 1;
            return Backoff.Exponential(_options.FirstBackoff, _options.LongestBackoff, failures);
        }
    }

    private void AddDue()
    {
        lock (_lock)
        {
            while (_delayed.TryPeek(out var key, out var due) && due <= _time.GetTimestamp())
            {
                _delayed.Dequeue();
                // An entry that an earlier one overtook has another due time.
                if (_dueOf.TryGetValue(key, out var current) && current == due)
                {
                    _dueOf.Remove(key);
                    Add(key);
                }
            }

            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (!_delayed.TryPeek(out _, out var due))
            return;
        // Rounded up to a millisecond, which is what timers count.
        var left = TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(_time.GetTimestamp(), due).TotalMilliseconds));
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void ForgetDelayed()
    {
        _delayed.Clear();
        _dueOf.Clear();
    }
}
