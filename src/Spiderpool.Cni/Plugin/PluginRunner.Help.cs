using System.Reflection;
using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

public static partial class PluginRunner
{
    private static int RunForPeople(ICniPlugin plugin, IReadOnlyList<string> args, PluginOutput output, Stream stderr)
    {
        switch (args.Count > 1 ? args[1] : "")
        {
            case "--version" or "-V":
                output.WriteText($"{plugin.Name} {ProductVersion()}, CNI {string.Join(", ", CniVersion.Supported)}\n");
                return 0;
            case "--help" or "-h":
                output.WriteText(Help(plugin));
                return 0;
            default:
                stderr.Write(Encoding.UTF8.GetBytes(Help(plugin)));
                throw new ReasonException(Reason.InvalidEnvironment, "CNI_COMMAND is not set: a container runtime calls this program");
        }
    }

    private static string Help(ICniPlugin plugin) => $"""
        {plugin.Name}: {plugin.Summary}

        A container runtime calls this program with the verb in CNI_COMMAND (ADD, DEL, CHECK, GC, STATUS, VERSION),
        the other CNI_ variables, and the network configuration on standard input. See https://www.cni.dev/docs/spec/.

        Options:
          --help      this text
          --version   versions of the program and of CNI
          --dry-run   with CNI_COMMAND: print what the verb would change, and change nothing; --dry-run=json for programs

        Try it:
          echo '{"{"}"cniVersion":"1.1.0"{"}"}' | CNI_COMMAND=VERSION {plugin.Name}

        """;

    private static string ProductVersion() =>
        typeof(PluginRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
