using System.CommandLine;
using Spectre.Console;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Commands;

/// <summary>The command line of <c>spiderpool-sandbox</c>.</summary>
public static class SandboxCommandLine
{
    // Namespaces, processes and files are taken away after Ctrl-C.
    private static readonly TimeSpan TerminationTime = TimeSpan.FromSeconds(30);

    // Width of tables in files and pipes, which have none of their own.
    private const int PlainWidth = 130;

    /// <returns>Exit status: 0 when all went well, 1 when not, 130 after Ctrl-C.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PlainWidth;
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTime,
        };
        try
        {
            return await Build().Parse(args).InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e) when (e is SandboxException or KubernetesApiException or KubernetesConfigurationException)
        {
            await Console.Error.WriteLineAsync($"spiderpool-sandbox: {e.Message}");
            return 1;
        }
    }

    internal static RootCommand Build() => new("""
        A Kubernetes API server in one process, with network namespaces as nodes and pods, the real macvlan plugin and the real
        Spiderpool binaries. Needs root.

        Examples:
          spiderpool-sandbox demo
          spiderpool-sandbox up --nodes 3
          export KUBECONFIG=$(spiderpool-sandbox kubeconfig --path); kubectl get nodes
          spiderpool-sandbox status -o json
          spiderpool-sandbox down
        """)
    {
        UpCommand.Build(), DownCommand.Build(), StatusCommand.Build(), KubeconfigCommand.Build(), NetnsCommand.Build(),
        DemoCommand.Build(),
    };
}
