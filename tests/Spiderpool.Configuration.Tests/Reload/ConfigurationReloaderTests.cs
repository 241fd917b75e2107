using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Spiderpool.Configuration.Reload;

namespace Spiderpool.Configuration.Tests.Reload;

public sealed class ConfigurationReloaderTests : IDisposable
{
    private static readonly ReloadField<Settings>[] Fields =
    [
        new("safe", settings => settings.Safe, (running, file) => running with { Safe = file.Safe }),
        new("alsoSafe", settings => settings.AlsoSafe, (running, file) => running with { AlsoSafe = file.AlsoSafe }),
        new("fixed", settings => settings.Fixed),
    ];

    private readonly ConfigurationFolder _folder = new();
    private readonly LiveOptions<Settings> _live = new(new Settings());
    private readonly Journal<ConfigurationReloader<Settings>> _journal = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _measured = [];
    private readonly ReloadMetrics _metrics;
    private readonly ConfigurationReloader<Settings> _reloader;

    public ConfigurationReloaderTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => _measured[Name(instrument, labels)] = value);
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => _measured[Name(instrument, labels)] = value);
        _listener.Start();
        _metrics = new ReloadMetrics(factory, "test");
        _reloader = new ConfigurationReloader<Settings>(
            new ConfigurationSource<Settings>(_folder.File, Load, Fields), _live, _metrics, TimeProvider.System, _journal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reloader.Dispose();
        _metrics.Dispose();
        _listener.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Safe_settings_take_effect_together_and_are_named_in_one_line()
    {
        _folder.Write("{safe: new, alsoSafe: 3}");

        _reloader.Reload();
        _reloader.Reload();

        Assert.Equal(new Settings("new", 3), _live.Current);
        Assert.Equal([$"Information: Configuration {_folder.File} has changed, in effect now: safe, alsoSafe"], _journal.Lines);
        Assert.Equal(1, Measure()["spiderpool_config_reload_counts"]);
    }

    [Fact]
    public void Setting_that_needs_a_restart_keeps_its_value_and_is_told_until_the_file_has_the_running_one_again()
    {
        _folder.Write("fixed: new");
        _reloader.Reload();
        _reloader.Reload();

        Assert.Equal("", _live.Current.Fixed);
        Assert.Equal([$"Warning: Configuration {_folder.File} has changed, fixed takes effect after a restart"], _journal.Lines);
        Assert.Equal(1, Measure()["spiderpool_config_restart_needed fixed"]);

        _folder.Write("");
        _reloader.Reload();

        Assert.DoesNotContain("spiderpool_config_restart_needed fixed", Measure());
    }

    [Theory]
    [InlineData("{safe: new, alsoSafe: many}", "alsoSafe is \"many\", it must be a whole number from 0 to 9")]
    [InlineData("{safe: new", "did not find expected")]
    [InlineData("[a, b]", "it is not a map of keys to values")]
    [InlineData(null, "Could not find file")]
    public void Bad_file_changes_nothing_and_is_one_line(string? text, string why)
    {
        _folder.Write("safe: old");
        _reloader.Reload();
        _journal.Lines.Clear();
        if (text is null) File.Delete(_folder.File);
        else _folder.Write(text);

        _reloader.Reload();
        _reloader.Reload();

        Assert.Equal(new Settings("old"), _live.Current);
        var line = Assert.Single(_journal.Lines);
        Assert.StartsWith($"Error: Configuration {_folder.File} is bad, the former one stays in effect: ", line);
        Assert.Contains(why, line);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(1, Measure()["spiderpool_config_reload_failure_counts"]);
    }

    [Fact]
    public void File_that_is_good_again_takes_effect_and_the_same_error_is_told_anew()
    {
        foreach (var text in (string[])["alsoSafe: x", "alsoSafe: 4", "alsoSafe: x"])
        {
            _folder.Write(text);
            _reloader.Reload();
        }

        Assert.Equal(4, _live.Current.AlsoSafe);
        Assert.Equal(["Error", "Information", "Error"], _journal.Lines.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Mounted_file_is_followed_from_version_to_version()
    {
        _folder.Mount("safe: first");
        var first = _live.NextChange;
        await _reloader.StartAsync(Cancellation);
        await first;
        Assert.Equal("first", _live.Current.Safe);
        var second = _live.NextChange;

        _folder.Mount("safe: second");

        await second.WaitAsync(Cancellation);
        Assert.Equal("second", _live.Current.Safe);
        await _reloader.StopAsync(Cancellation);
    }

    private Settings Load()
    {
        var errors = new List<string>();
        var keys = ConfigurationFile.Read(_folder.File);
        var file = new ConfigurationReader(key => keys.GetValueOrDefault(key), $"{_folder.File}:", errors);
        var settings = new Settings(file.Text("safe", ""), file.Number("alsoSafe", 0, 0, 9), file.Text("fixed", ""));
        ConfigurationReader.ThrowIfAny(errors);
        return settings;
    }

    private Dictionary<string, long> Measure()
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return _measured;
    }

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        labels.IsEmpty ? instrument.Name : $"{instrument.Name} {labels[0].Value}";
}
