using Microsoft.Extensions.Time.Testing;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>The clock of a controller's machine: somebody may set it, but what it counts goes on as all time does.</summary>
internal sealed class ControllerClock(FakeTimeProvider time, bool isSteady) : TimeProvider
{
    private TimeSpan _offset;

    public override long TimestampFrequency => time.TimestampFrequency;

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _offset;

    public override long GetTimestamp() =>
        time.GetTimestamp() + (isSteady ? 0 : _offset.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
