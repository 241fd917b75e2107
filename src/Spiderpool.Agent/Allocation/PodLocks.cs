namespace Spiderpool.Agent.Allocation;

/// <summary>
/// One call at a time per pod, in the order in which they came: an ADD must not meet the give-back of an earlier ADD or a
/// DEL of the same pod.
/// </summary>
public sealed class PodLocks
{
    // Those who wait for a pod that somebody works on; no entry when nobody does.
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = [];

    /// <summary>Waits for the turn; disposing the result ends it.</summary>
    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancellationToken)
    {
        var turn = Enqueue(key);
        if (turn is null) return new Turn(this, key);
        await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return new Turn(this, key);
    }

    /// <summary>Null when nobody works on the pod.</summary>
    private TaskCompletionSource? Enqueue(string key)
    {
        lock (_waiting)
        {
            if (_waiting.TryAdd(key, [])) return null;
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[key].Enqueue(turn);
            return turn;
        }
    }

    private void Leave(string key)
    {
        lock (_waiting)
        {
            var waiting = _waiting[key];
            while (waiting.TryDequeue(out var next))
            {
                // One that was cancelled does not take its turn.
                if (next.TrySetResult()) return;
            }
            _waiting.Remove(key);
        }
    }

    private sealed class Turn(PodLocks locks, string key) : IDisposable
    {
        public void Dispose() => locks.Leave(key);
    }
}
