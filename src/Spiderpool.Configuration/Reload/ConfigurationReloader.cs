using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiderpool.Api;

namespace Spiderpool.Configuration.Reload;

/// <summary>
/// Takes over what changes in the configuration file where that is safe, and says what needs a restart. A bad file changes
/// nothing.
/// </summary>
public sealed partial class ConfigurationReloader<T>(
    ConfigurationSource<T> source, LiveOptions<T> live, ReloadMetrics metrics, TimeProvider time, ILogger<ConfigurationReloader<T>> log)
    : BackgroundService
    where T : class
{
    /// <summary>Writers that are no ConfigMap write in several steps.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private string? _error;
    private IReadOnlyList<string> _needRestart = [];

    /// <summary>Reads the file and takes it over; what it says for the second time in a row is not logged again.</summary>
    public void Reload()
    {
        T file;
        try
        {
            file = source.Load();
        }
        catch (ReasonException e)
        {
            if (e.Message == _error) return;
            _error = e.Message;
            metrics.Refused();
            Log.Refused(log, source.Path, e.Message);
            return;
        }
        _error = null;
        Apply(ReloadPlanning.Of(live.Current, file, source.Fields));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = new FileChanges(source.Path, time);
        while (true)
        {
            // The first time for what changed between the start of the process and that of the watch.
            Reload();
            await changes.WaitAsync(stoppingToken);
            await Task.Delay(Settling, time, stoppingToken);
        }
    }

    private void Apply(ReloadPlan<T> plan)
    {
        if (plan.Applied.Count > 0)
        {
            live.Set(plan.Next);
            metrics.Applied();
            Log.Applied(log, source.Path, plan.Applied);
        }
        foreach (var key in plan.NeedRestart.Except(_needRestart)) Log.NeedsRestart(log, source.Path, key);
        _needRestart = plan.NeedRestart;
        metrics.NeedRestart(plan.NeedRestart);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Configuration {Path} has changed, in effect now: {Keys}")]
        public static partial void Applied(ILogger logger, string path, IReadOnlyList<string> keys);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Configuration {Path} has changed, {Key} takes effect after a restart")]
        public static partial void NeedsRestart(ILogger logger, string path, string key);

        [LoggerMessage(Level = LogLevel.Error, Message = "Configuration {Path} is bad, the former one stays in effect: {Error}")]
        public static partial void Refused(ILogger logger, string path, string error);
    }
}
