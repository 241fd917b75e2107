namespace Spiderpool.Model.Tests.Scheduling;

/// <summary>Runs the continuations that are ready in an order of chance, all on the calling thread.</summary>
internal sealed class Scheduler(Choice choice)
{
    private const int MostInOneGo = 100_000;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<(Process Process, SendOrPostCallback Callback, object? State)> _ready = [];

    public bool IsIdle => _ready.Count == 0;

    public void Add(Process process, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread) Environment.FailFast("a continuation left the simulation's thread");
        if (!process.IsDead) _ready.Add((process, callback, state));
    }

    /// <summary>Runs what is ready and what becomes ready by that.</summary>
    /// <param name="mayPause">Whether to leave some of it for later at times, as a busy machine does.</param>
    public void Run(bool mayPause)
    {
        for (var count = 0; _ready.Count > 0; count++)
        {
            if (mayPause && choice.OneIn(32)) return;
            if (count > MostInOneGo) throw new InvalidOperationException("the code goes round without waiting for anything");
            var next = choice.Below(_ready.Count);
            var (process, callback, state) = _ready[next];
            _ready[next] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (!process.IsDead) process.Run(callback, state);
        }
    }
}
