using System.CommandLine;
using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Spiderpool.Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: BenchmarkDotNet for the pure parts.</summary>
internal static class MicroCommand
{
    private static readonly Type[] All = [typeof(AddressingBenchmarks), typeof(SelectionBenchmarks), typeof(LedgerBenchmarks)];

    public static Command Create()
    {
        var isLong = new Option<bool>("--long") { Description = "BenchmarkDotNet's default job: longer, with tighter errors" };
        var command = new Command("micro", "Addressing, selection and ledger by BenchmarkDotNet.") { isLong };
        command.SetAction(result => Run(result.GetValue(isLong)));
        return command;
    }

    private static int Run(bool isLong)
    {
        using var folder = new TemporaryFolder();
        // In process: a build of its own for each benchmark would take longer than all of them.
        var job = (isLong ? Job.Default : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(folder.Path).WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile);
        var reports = BenchmarkRunner.Run(All, config).SelectMany(summary => summary.Reports).ToList();
        var figures = new MicroFigures(reports.Where(report => report.ResultStatistics is not null)
            .ToDictionary(NameOf, report => Math.Round(report.ResultStatistics!.Median, 1)));
        Console.WriteLine(JsonSerializer.Serialize(figures, BenchmarkJson.Default.MicroFigures));
        return reports.Count > 0 && reports.TrueForAll(report => report.Success) ? 0 : 1;
    }

    /// <summary>As in <c>Apply(Records: 100, Requests: 1)</c>.</summary>
    private static string NameOf(BenchmarkReport report)
    {
        var parameters = report.BenchmarkCase.Parameters.Items.Select(item => $"{item.Name}: {item.Value}").ToList();
        return report.BenchmarkCase.Descriptor.WorkloadMethod.Name + (parameters.Count > 0 ? $"({string.Join(", ", parameters)})" : "");
    }
}
