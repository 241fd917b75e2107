using System.CommandLine;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>down</c>: takes everything away.</summary>
internal static class DownCommand
{
    public static Command Build()
    {
        var state = CommonOptions.State();
        var command = new Command("down", """
            Remove the sandbox: its processes, namespaces, mounts and files. Also after a crash, and again.

            Example: spiderpool-sandbox down
            """) { state };
        command.SetAction(arguments =>
        {
            var folder = arguments.StateOf(state);
            Console.WriteLine(Removal.Run(folder)
                ? $"The sandbox in {folder.Root} is gone."
                : $"There is no sandbox in {folder.Root}.");
            return 0;
        });
        return command;
    }
}
