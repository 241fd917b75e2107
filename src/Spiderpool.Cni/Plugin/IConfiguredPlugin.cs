using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>A plugin with the settings of one call.</summary>
public interface IConfiguredPlugin
{
    PluginLogOptions Log { get; }

    /// <summary>What the configuration has that the plugin does not know; one line each, for the log.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The command of a verb; never asked for VERSION.</summary>
    ICniCommand Command(CniVerb verb);
}
