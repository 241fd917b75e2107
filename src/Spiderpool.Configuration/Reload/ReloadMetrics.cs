using System.Diagnostics.Metrics;
using Spiderpool.Configuration.Metrics;

namespace Spiderpool.Configuration.Reload;

/// <summary>Whether the configuration file was taken, and what of it waits for a restart.</summary>
public sealed class ReloadMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly EventCounter _applied, _refused;
    private volatile IReadOnlyList<string> _needRestart = [];

    /// <param name="factory">Of the daemon.</param>
    /// <param name="meter">Name of the daemon's meter.</param>
    public ReloadMetrics(IMeterFactory factory, string meter)
    {
        _meter = factory.Create(new MeterOptions(meter) { Version = ProductVersion.Text });
        _applied = new EventCounter(_meter, "spiderpool_config_reload_counts", "changes of the configuration file that took effect");
        _refused = new EventCounter(_meter, "spiderpool_config_reload_failure_counts", "bad configuration files that were refused");
        _meter.CreateObservableGauge("spiderpool_config_restart_needed",
            () => _needRestart.Select(key => new Measurement<int>(1, new KeyValuePair<string, object?>("field", key))),
            description: "settings whose value in the file takes effect after a restart");
    }

    public void Applied() => _applied.Increment();

    public void Refused() => _refused.Increment();

    /// <param name="keys">All that wait now.</param>
    public void NeedRestart(IReadOnlyList<string> keys) => _needRestart = keys;

    public void Dispose() => _meter.Dispose();
}
