namespace Spiderpool.Kubernetes;

/// <summary>
/// What a queue has done, for metrics. Given to one queue after another, as those of a leader's terms, it goes on counting.
/// </summary>
public sealed class WorkQueueStatistics
{
    private readonly Lock _lock = new();
    private long _succeeded, _failed;
    private TimeSpan _worked;
    private volatile int _waiting, _delayed, _inWork;

    /// <summary>Keys that wait for a worker.</summary>
    public int Waiting => _waiting;

    /// <summary>Keys that wait for their time, most of them after a failure.</summary>
    public int Delayed => _delayed;

    /// <summary>Keys that are worked on.</summary>
    public int InWork => _inWork;

    /// <summary>Number of times that the work on a key went well and failed, and the time that both took.</summary>
    public (long Succeeded, long Failed, TimeSpan Worked) Done
    {
        get
        {
            lock (_lock) return (_succeeded, _failed, _worked);
        }
    }

    internal void Hold(int waiting, int delayed, int inWork) => (_waiting, _delayed, _inWork) = (waiting, delayed, inWork);

    internal void Worked(TimeSpan duration, bool hasFailed)
    {
        lock (_lock)
        {
            _worked += duration;
            if (hasFailed) _failed++;
            else _succeeded++;
        }
    }
}
