using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiderpool.Configuration.Reload;

public static class ReloadServices
{
    /// <summary>Registers the settings, and what keeps them in step with their file.</summary>
    /// <param name="services">Of the daemon; needs a <see cref="TimeProvider"/>.</param>
    /// <param name="live">The settings.</param>
    /// <param name="source">Their file; null when there is none.</param>
    /// <param name="meter">Name of the daemon's meter.</param>
    public static IServiceCollection AddReload<T>(
        this IServiceCollection services, LiveOptions<T> live, ConfigurationSource<T>? source, string meter)
        where T : class
    {
        services.AddSingleton(live);
        services.AddSingleton(p => new ReloadMetrics(p.GetRequiredService<IMeterFactory>(), meter));
        if (source is null) return services;
        services.AddSingleton(source);
        services.AddSingleton<ConfigurationReloader<T>>();
        services.AddHostedService(p => p.GetRequiredService<ConfigurationReloader<T>>());
        return services;
    }

    /// <summary>Logs from a level on that may change; of the web server only warnings.</summary>
    public static ILoggingBuilder AddLiveLevel(this ILoggingBuilder logging, Func<LogLevel> level) => logging
        .SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning).AddFilter((_, wanted) => wanted >= level());
}
