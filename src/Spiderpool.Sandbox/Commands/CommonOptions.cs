using System.CommandLine;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>Variable that names the folder of the product's binaries when no option does.</summary>
    public const string BinariesVariable = "SPIDERPOOL_SANDBOX_BIN";

    public static Option<string> State() => new("--state")
    {
        Description = $"Folder of everything that the sandbox keeps; default: ${StateFolder.Variable}, or spiderpool-sandbox in "
            + "the user's state folder",
        HelpName = "DIR",
        DefaultValueFactory = _ => StateFolder.DefaultPath(Environment.GetEnvironmentVariable),
    };

    public static Option<string> Binaries() => new("--bin")
    {
        Description = "Folder with spiderpool, spiderpool-agent and spiderpool-controller; "
            + $"default: ${BinariesVariable}, or the folder of this program",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(BinariesVariable) is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.GetDirectoryName(Environment.ProcessPath)!,
    };

    public static Option<int> Nodes() => new("--nodes")
    {
        Description = "Number of virtual nodes",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    public static Option<string> Output()
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "What to print: table or json",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "table",
        };
        option.AcceptOnlyFromAmong("table", "json");
        return option;
    }

    public static StateFolder StateOf(this ParseResult arguments, Option<string> option) => new(arguments.GetValue(option)!);
}
