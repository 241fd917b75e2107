namespace Spiderpool.Model.Tests.Scheduling;

/// <summary>
/// A process of the simulation: what its code awaits goes on through here, one continuation at a time. Once it is
/// killed none of its code runs any more, wherever it was.
/// </summary>
internal sealed class Process(string name, Scheduler scheduler) : SynchronizationContext
{
    public bool IsDead { get; private set; }

    public void Kill() => IsDead = true;

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Add(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("nothing in the product waits for a continuation");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs code as this process; what it awaits comes back here.</summary>
    public T Run<T>(Func<T> code)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            return code();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public void Run(SendOrPostCallback callback, object? state)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        callback(state);
        SetSynchronizationContext(outer);
    }

    public override string ToString() => name;
}
