namespace Spiderpool.Cni.Log;

/// <summary>Levels of the plugin's log file (spec/ipam.md 1.1).</summary>
public enum PluginLogLevel
{
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
    Panic,
}
