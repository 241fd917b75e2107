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
            Remove the sandbox: its processes, namespaces, mounts and files. Also after a crash, and again. What a demo left that
            was killed goes too.

            Example: spiderpool-sandbox down
            """) { state };
        command.SetAction(arguments =>
        {
            var folder = arguments.StateOf(state);
            Console.WriteLine(Removal.Run(folder)
                ? $"The sandbox in {folder.Root} is gone."
                : $"There is no sandbox in {folder.Root}.");
            var demo = DemoCommand.FolderBeside(folder);
            if (demo.ReadRecord() is { Process.IsRunning: false } && Removal.Run(demo))
                Console.WriteLine($"The rest of a demo in {demo.Root} is gone.");
            return 0;
        });
        return command;
    }
}
