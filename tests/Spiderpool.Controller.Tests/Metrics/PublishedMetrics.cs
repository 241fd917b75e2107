using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Spiderpool.Controller.Tests.Metrics;

/// <summary>The metrics that meters of this process have, and what they measure.</summary>
internal sealed class PublishedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<Instrument> _instruments = [];
    private readonly ConcurrentDictionary<string, double> _values = new();

    public PublishedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith("spiderpool-", StringComparison.Ordinal)) return;
            _instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Note(instrument, value, labels));
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Note(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Note(instrument, value, labels));
        _listener.Start();
    }

    /// <summary>Name and type as Prometheus shows them, of the meters that the factory made.</summary>
    public IEnumerable<string> Of(IMeterFactory factory) => _instruments
        .Where(instrument => ReferenceEquals(instrument.Meter.Scope, factory)).Select(Describe);

    /// <summary>What gauges and observed counters say now, by name and values of the labels; of one factory at a time.</summary>
    public IReadOnlyDictionary<string, double> Read(IMeterFactory factory)
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return _values.Where(value => value.Key.StartsWith($"{factory.GetHashCode()} ", StringComparison.Ordinal))
            .ToDictionary(value => value.Key[(value.Key.IndexOf(' ') + 1)..], value => value.Value);
    }

    public void Dispose() => _listener.Dispose();

    private static string Describe(Instrument instrument) => instrument switch
    {
        Histogram<double> => $"{instrument.Name} histogram",
        Counter<long> or ObservableCounter<long> or ObservableCounter<double> => $"{instrument.Name}_total counter",
        _ => $"{instrument.Name} gauge",
    };

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var texts = string.Join(',', labels.ToArray().Select(label => label.Value));
        _values[$"{instrument.Meter.Scope?.GetHashCode()} {instrument.Name}{{{texts}}}"] = value;
    }
}
