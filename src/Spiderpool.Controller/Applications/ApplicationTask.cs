using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Spiderpool.Api.Core;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Subnets;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Controller.Applications;

/// <summary>
/// Makes, scales and deletes the automatic pools of applications while this replica leads (spec/ipam.md 7). Several workers, never two
/// on one application.
/// </summary>
internal sealed partial class ApplicationTask(
    KubernetesClient client, ClusterInformers informers, SubnetLocks locks, ILeaderFence fence, EventRecorder events,
    LiveOptions<ControllerOptions> live, TimeProvider time, ILoggerFactory loggers) : IReconciler
{
    private ControllerOptions Options => live.Current;

    /// <summary>Pods of an application that shrinks end one by one: their addresses go back together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _log = loggers.CreateLogger<ApplicationTask>();
    private readonly ApplicationLookup _lookup = new(client);
    private readonly AutomaticPools _pools = new(
        client, informers.Pools, informers.ReservedIPs, new InformerSubnets(informers), locks, fence.ThrowIfNotLeader, time);

    /// <summary>Those that have or had pools: others of the thousands of a cluster are not worked on.</summary>
    private readonly ConcurrentDictionary<ApplicationKey, bool> _known = new();

    public string Name => "applications";

    public WorkQueueStatistics Work { get; } = new();

    public async Task RunAsync(CancellationToken term)
    {
        if (!Options.EnableSpiderSubnet || !Options.EnableAutoPoolForApplication)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, term);
        var hasCronJobs = await _lookup.IsServedAsync("batch/v1", "CronJob", term);
        var applications = new ApplicationInformers(client, hasCronJobs, loggers, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(term);
        var running = applications.RunAsync(ending.Token);
        try
        {
            await applications.WaitForSyncAsync(term);
            await WorkAsync(applications, term);
        }
        finally
        {
            await ending.CancelAsync();
            await running;
        }
    }

    private async Task WorkAsync(ApplicationInformers applications, CancellationToken term)
    {
        var waiting = new Waiting();
        using var queue = new WorkQueue<ApplicationKey>(time: time, statistics: Work);
        using var changes = applications.Subscribe((key, workload) => Notice(queue, key, workload));
        using var pools = Subscribe(queue, waiting);
        await Task.WhenAll(
            queue.RunAsync(Options.ApplicationWorkers, (key, token) => ReconcileAsync(key, applications, waiting, token), _log, term),
            ResyncAsync(queue, term));
    }

    private void Notice(WorkQueue<ApplicationKey> queue, ApplicationKey key, Workload workload)
    {
        if (_known.ContainsKey(key) || (ApplicationWish.TemplateOf(workload) is { } template && SubnetUse.IsIn(template.Metadata)))
            queue.Add(key);
    }

    private Subscriptions Subscribe(WorkQueue<ApplicationKey> queue, Waiting waiting)
    {
        void Wake(string waitedFor)
        {
            foreach (var key in waiting.Take(waitedFor)) queue.AddAfter(key, Gathering);
        }

        var news = new PoolNews();
        return new Subscriptions(
            informers.Pools.Subscribe(change =>
            {
                Wake(change.Object.Key);
                if (!news.IsIn(change) || AutomaticPool.ApplicationOf(change.Object) is not { } application) return;
                var key = ApplicationKey.Of(application);
                _known[key] = true;
                queue.Add(key);
            }),
            informers.Subnets.Subscribe(change => Wake(SubnetKey(change.Object.Key))),
            informers.ReservedIPs.Subscribe(_ =>
            {
                foreach (var key in waiting.TakeAll()) queue.Add(key);
            }));
    }

    private async Task ResyncAsync(WorkQueue<ApplicationKey> queue, CancellationToken term)
    {
        using var timer = new PeriodicTimer(Options.SubnetResync, time);
        while (await timer.WaitForNextTickAsync(term))
        {
            foreach (var key in _known.Keys) queue.Add(key);
        }
    }

    /// <summary>A subnet among what is waited for; pools and subnets may have the same name.</summary>
    private static string SubnetKey(string name) => $"subnet/{name}";
}
