using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Leadership;

/// <summary>
/// Runs all leader tasks while this replica leads. A task that fails is started again alone: a broken capability does not
/// take the others with it.
/// </summary>
internal sealed partial class LeaderService(
    LeaderElector elector, IEnumerable<ILeaderTask> tasks, ClusterInformers informers, LeadershipOptions options, TimeProvider time,
    ILogger<LeaderService> log) : BackgroundService
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(5);

    /// <summary>Name of the replica that leads; null when none does.</summary>
    public string? Leader => elector.CurrentLeader;

    public bool IsLeader => elector.IsLeader();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await elector.RunAsync(LeadAsync, stoppingToken);
            await Task.Delay(options.RetryGap, time, stoppingToken);
        }
    }

    private async Task LeadAsync(CancellationToken term)
    {
        await informers.WaitForSyncAsync(term);
        await Task.WhenAll(tasks.Select(task => KeepRunningAsync(task, term)));
    }

    private async Task KeepRunningAsync(ILeaderTask task, CancellationToken term)
    {
        while (true)
        {
            try
            {
                await task.RunAsync(term);
                term.ThrowIfCancellationRequested();
                Log.Ended(log, task.Name);
            }
            catch (Exception e) when (!term.IsCancellationRequested)
            {
                Log.Failed(log, e, task.Name);
            }
            await Task.Delay(RestartPause, time, term);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Leader task {Task} failed and is started again")]
        public static partial void Failed(ILogger logger, Exception exception, string task);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Leader task {Task} ended before its term and is started again")]
        public static partial void Ended(ILogger logger, string task);
    }
}
