using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>status</c>: what runs, and who has which address.</summary>
internal static class StatusCommand
{
    public static Command Build()
    {
        var (state, output) = (CommonOptions.State(), CommonOptions.Output());
        var command = new Command("status", """
            Show nodes, pods, pools. The exit status is 0 only if the sandbox runs.

            Examples:
              spiderpool-sandbox status
              spiderpool-sandbox status -o json
            """) { state, output };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var report = await Reporter.ReadAsync(arguments.StateOf(state), cancellationToken);
            if (arguments.GetValue(output) == "json")
                Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Default.SandboxReport));
            else
                Print(report);
            return report.State == "Running" ? 0 : 1;
        });
        return command;
    }

    private static void Print(SandboxReport report)
    {
        if (report.State != "Running")
        {
            Console.WriteLine($"{report.State}: {report.StateFolder}");
            return;
        }

        Console.WriteLine($"Running with pid {report.Pid}; API server {report.Server}");
        Console.WriteLine($"export KUBECONFIG={report.Kubeconfig}");
        AnsiConsole.Write(Tables.Nodes(report.Nodes));
        if (report.Pods.Count > 0)
            AnsiConsole.Write(Tables.Pods(report.Pods));
        if (report.Pools.Count > 0)
            AnsiConsole.Write(Tables.Pools(report.Pools));
    }
}
