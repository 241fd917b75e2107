using System.Diagnostics.Metrics;

namespace Spiderpool.Configuration.Metrics;

/// <summary>A counter that is there from the start: one that only appears with its first event looks like a missing one.</summary>
public sealed class EventCounter
{
    private long _count;

    public EventCounter(Meter meter, string name, string meaning) =>
        meter.CreateObservableCounter(name, () => Interlocked.Read(ref _count), description: meaning);

    public void Increment() => Add(1);

    public void Add(long count) => Interlocked.Add(ref _count, count);
}
