using Microsoft.Extensions.Logging;

namespace Spiderpool.Configuration;

/// <summary>Names of log levels in SPIDERPOOL_LOG_LEVEL (spec/components.md 4.4).</summary>
public static class LogLevels
{
    public static IReadOnlyDictionary<string, LogLevel> ByName { get; } = new Dictionary<string, LogLevel>
    {
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
        ["fatal"] = LogLevel.Critical,
        ["panic"] = LogLevel.Critical,
    };
}
