using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>One call of the plugin.</summary>
/// <param name="Environment">Parameters from environment variables.</param>
/// <param name="Conf">The network configuration.</param>
/// <param name="Log">The plugin's log file.</param>
/// <param name="Time">Clock of deadlines.</param>
public sealed record CniCall(CniEnvironment Environment, NetConf Conf, PluginLog Log, TimeProvider Time);
