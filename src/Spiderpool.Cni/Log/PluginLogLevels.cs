using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Log;

/// <summary>Names of the levels in network configurations.</summary>
internal static class PluginLogLevels
{
    /// <exception cref="Api.ReasonException">The key has another text.</exception>
    public static PluginLogLevel? Read(WireObject conf, string key) => conf.Text(key)?.ToLowerInvariant() switch
    {
        null or "" => null,
        "debug" => PluginLogLevel.Debug,
        "info" => PluginLogLevel.Info,
        "warn" => PluginLogLevel.Warn,
        "error" => PluginLogLevel.Error,
        "fatal" => PluginLogLevel.Fatal,
        "panic" => PluginLogLevel.Panic,
        _ => throw conf.Invalid(key, "debug, info, warn, error, fatal or panic"),
    };
}
