using System.Diagnostics.Metrics;

namespace Spiderpool.Agent.Metrics;

/// <summary>A counter that is there from the start: one that only appears with its first event looks like a missing one.</summary>
internal sealed class EventCounter
{
    private long _count;

    public EventCounter(Meter meter, string name, string meaning) =>
        meter.CreateObservableCounter(name, () => Interlocked.Read(ref _count), description: meaning);

    public void Increment() => Interlocked.Increment(ref _count);
}
