namespace Spiderpool.Configuration.Reload;

/// <summary>Settings that may change while the daemon runs. Each use asks for <see cref="Current"/> anew.</summary>
/// <param name="initial">Settings of the start.</param>
public sealed class LiveOptions<T>(T initial) where T : class
{
    private volatile T _current = initial;
    private TaskCompletionSource _change = New();

    public T Current => _current;

    /// <summary>Ends with the next change. Who waits takes it before it looks at <see cref="Current"/>.</summary>
    public Task NextChange => Volatile.Read(ref _change).Task;

    public void Set(T options)
    {
        _current = options;
        Interlocked.Exchange(ref _change, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
