using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Api.Core;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// Runs scans, one at a time: of everything at the start of a term, at each interval and on demand, and of single pods when
/// they end or a proof is due.
/// </summary>
internal sealed class ReclaimTask(
    ReclaimScanner scanner, ReclaimReporter reporter, PodTrace trace, ClusterInformers informers,
    LiveOptions<ControllerOptions> live, TimeProvider time, ILogger<ReclaimTask> log) : ILeaderTask, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    private ReclaimOptions Options => live.Current.Reclaim;

    public string Name => "reclaim";

    /// <summary>How the last scan of everything ended; null before the first one.</summary>
    public ScanSummary? LastScan { get; private set; }

    public async Task RunAsync(CancellationToken term)
    {
        if (!Options.Enabled) await Task.Delay(Timeout.InfiniteTimeSpan, time, term);
        using var schedule = new ReclaimSchedule(time);
        using var changes = informers.Pods.Subscribe(change => Watch(change, schedule));
        await Task.WhenAll(ScanRegularlyAsync(schedule, term), ScanDueAsync(schedule, term));
    }

    /// <summary>A scan of everything, on demand.</summary>
    /// <param name="dryRun">Decide and report, change nothing.</param>
    public Task<ReclaimReport> ScanAllAsync(bool dryRun, CancellationToken cancellationToken) =>
        ScanAsync(ReclaimScope.All, dryRun, null, cancellationToken);

    /// <summary>A look at one address, on demand.</summary>
    /// <param name="address">The address, of whichever pools record it.</param>
    /// <param name="isVouched">As in <see cref="ReclaimScope.IsVouched"/>.</param>
    /// <param name="dryRun">Decide, change nothing.</param>
    public Task<ReclaimReport> ScanAsync(Address address, bool isVouched, bool dryRun, CancellationToken cancellationToken) =>
        ScanAsync(new ReclaimScope { Address = address, IsVouched = isVouched }, dryRun, null, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private void Watch(WatchEvent<Pod> change, ReclaimSchedule schedule)
    {
        var pod = change.Object;
        if (pod.Spec?.HostNetwork is true) return;
        if (change.Type == WatchEventType.Deleted)
        {
            trace.Deleted(pod);
            schedule.Add(pod.Metadata.Uid!);
        }
        else if (!EndpointRules.IsAlive(pod))
        {
            var left = (PodEnd.DeletionGracePeriod(pod) ?? Options.UnknownGrace) + Options.AdditionalGrace - trace.Ending(pod);
            schedule.Add(pod.Metadata.Uid!, time.GetUtcNow() + left);
        }
    }

    private async Task ScanRegularlyAsync(ReclaimSchedule schedule, CancellationToken term)
    {
        while (true)
        {
            var started = time.GetTimestamp();
            await ScanAsync(ReclaimScope.All, false, schedule, term);
            await WaitForNextAsync(started, term);
        }
    }

    /// <summary>The interval may change meanwhile.</summary>
    private async Task WaitForNextAsync(long started, CancellationToken term)
    {
        while (true)
        {
            var change = live.NextChange;
            var left = Options.ScanInterval - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return;
            await await Task.WhenAny(Task.Delay(left, time, term), change);
        }
    }

    private async Task ScanDueAsync(ReclaimSchedule schedule, CancellationToken term)
    {
        while (true)
        {
            var due = await schedule.TakeDueAsync(term);
            await ScanAsync(new ReclaimScope { PodUids = due }, false, schedule, term);
        }
    }

    private async Task<ReclaimReport> ScanAsync(
        ReclaimScope scope, bool dryRun, ReclaimSchedule? schedule, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            scanner.Rules = Options.Rules;
            var report = await scanner.ScanAsync(scope, dryRun, cancellationToken);
            var duration = time.GetElapsedTime(started);
            if (!dryRun) reporter.Report(report, scope.IsAll ? duration : null, log);
            if (!dryRun && scope.IsAll) LastScan = report.Summarize(time.GetUtcNow(), duration);
            foreach (var finding in report.Findings)
            {
                if (finding.Decision.RetryAt is { } at) schedule?.Add(finding.Holder.PodUid, at);
            }
            return report;
        }
        finally
        {
            _turn.Release();
        }
    }
}
