using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Log;

/// <summary>Reads <see cref="PluginLogOptions"/> of the object that has a plugin's settings (spec/ipam.md 1.1).</summary>
internal static class PluginLogReader
{
    public static readonly IReadOnlyList<string> Keys =
        ["log_level", "log_file_path", "log_file_max_size", "log_file_max_age", "log_file_max_count"];

    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    public static PluginLogOptions Read(WireObject settings, string defaultPath)
    {
        var defaults = new PluginLogOptions { Path = defaultPath };
        return defaults with
        {
            Level = PluginLogLevels.Read(settings, "log_level") ?? defaults.Level,
            Path = PathReader.File(settings, "log_file_path") ?? defaults.Path,
            MaxSize = settings.Number("log_file_max_size", 1) ?? defaults.MaxSize,
            MaxAge = settings.Number("log_file_max_age", 0) ?? defaults.MaxAge,
            MaxCount = settings.Number("log_file_max_count", 0) ?? defaults.MaxCount,
        };
    }
}
