using System.Diagnostics.Metrics;

namespace Spiderpool.Agent.Metrics;

/// <summary>A histogram with the average, largest, smallest and latest value since the start as gauges (spec/components.md 5.1).</summary>
internal sealed class DurationSummary
{
    private readonly Histogram<double> _histogram;
    private readonly Lock _gate = new();
    private double _sum, _max, _min, _latest;
    private long _count;

    /// <param name="meter">Owner.</param>
    /// <param name="subject">Name before <c>_duration_seconds</c>, such as <c>spiderpool_ipam_allocation</c>.</param>
    /// <param name="qualifier">Empty, or <c>_limit</c> for time in the queue.</param>
    /// <param name="meaning">What takes the time.</param>
    public DurationSummary(Meter meter, string subject, string qualifier, string meaning)
    {
        _histogram = meter.CreateHistogram<double>($"{subject}{qualifier}_duration_seconds", description: meaning);
        Gauge("average", () => _count == 0 ? 0 : _sum / _count);
        Gauge("max", () => _max);
        Gauge("min", () => _min);
        Gauge("latest", () => _latest);

        void Gauge(string kind, Func<double> value) => meter.CreateObservableGauge(
            $"{subject}_{kind}{qualifier}_duration_seconds", () => Read(value), description: $"{meaning}: {kind} since the start");
    }

    public void Record(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        _histogram.Record(seconds);
        lock (_gate)
        {
            _min = _count == 0 ? seconds : Math.Min(_min, seconds);
            _max = Math.Max(_max, seconds);
            _latest = seconds;
            _sum += seconds;
            _count++;
        }
    }

    private double Read(Func<double> value)
    {
        lock (_gate) return value();
    }
}
