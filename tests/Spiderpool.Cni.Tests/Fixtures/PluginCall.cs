using System.Text;
using Spiderpool.Cni.Plugin;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>Calls the plugin within the test's process.</summary>
internal static class PluginCall
{
    public static PluginOutcome Run(CniVariables variables, string netConf, TimeProvider? time = null) =>
        Run(variables, Encoding.UTF8.GetBytes(netConf), time);

    public static PluginOutcome Run(CniVariables variables, byte[] netConf, TimeProvider? time = null) =>
        Run(["/opt/cni/bin/spiderpool"], variables.Get, netConf, time);

    public static PluginOutcome Run(
        IReadOnlyList<string> args, Func<string, string?> variable, byte[] netConf, TimeProvider? time = null)
    {
        using var stdin = new MemoryStream(netConf);
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        var exitCode = PluginRunner.Run(args, variable, stdin, stdout, stderr, time);
        return new PluginOutcome(exitCode, Encoding.UTF8.GetString(stdout.ToArray()), Encoding.UTF8.GetString(stderr.ToArray()));
    }
}
