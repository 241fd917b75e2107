using System.CommandLine;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>kubeconfig</c>: how to reach the API server.</summary>
internal static class KubeconfigCommand
{
    public static Command Build()
    {
        var state = CommonOptions.State();
        var path = new Option<bool>("--path") { Description = "Print the path of the file instead of its content" };
        var command = new Command("kubeconfig", """
            Print the kubeconfig of the sandbox.

            Examples:
              export KUBECONFIG=$(spiderpool-sandbox kubeconfig --path)
              spiderpool-sandbox kubeconfig > sandbox.yaml
            """) { state, path };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.StateOf(state);
            if (!File.Exists(folder.Kubeconfig))
                throw new SandboxException($"there is no sandbox in {folder.Root}: start one with spiderpool-sandbox up");
            Console.Write(arguments.GetValue(path)
                ? folder.Kubeconfig + "\n"
                : await File.ReadAllTextAsync(folder.Kubeconfig, cancellationToken));
            return 0;
        });
        return command;
    }
}
