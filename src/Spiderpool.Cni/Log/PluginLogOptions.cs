namespace Spiderpool.Cni.Log;

/// <summary>Where the plugin logs and when it starts a new file (spec/ipam.md 1.1).</summary>
public sealed record PluginLogOptions
{
    public PluginLogLevel Level { get; init; } = PluginLogLevel.Info;

    public required string Path { get; init; }

    /// <summary>In MiB.</summary>
    public int MaxSize { get; init; } = 100;

    /// <summary>In days; 0 keeps old files whatever their age.</summary>
    public int MaxAge { get; init; } = 30;

    /// <summary>Number of old files that are kept; 0 keeps all.</summary>
    public int MaxCount { get; init; } = 10;

    internal long MaxBytes => MaxSize * (1L << 20);
}
