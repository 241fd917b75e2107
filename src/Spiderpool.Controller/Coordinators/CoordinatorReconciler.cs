using Microsoft.Extensions.Logging;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Keeps the status of the SpiderCoordinator of the installation true.</summary>
internal sealed class CoordinatorReconciler(
    KubernetesClient client, ClusterInformers informers, ILeaderFence fence, EventRecorder events, ControllerOptions options,
    TimeProvider time, ILoggerFactory loggers)
    : Reconciler<SpiderCoordinator>(
        informers.Coordinators, 1, options.CoordinatorResync, time, loggers.CreateLogger<CoordinatorReconciler>())
{
    private volatile NetworkSources? _sources;

    public override string Name => "coordinators";

    protected override Task RunSourcesAsync(WorkQueue<string> queue, CancellationToken term)
    {
        _sources = new NetworkSources(client, informers, options, loggers, Time);
        return _sources.RunAsync(() => queue.Add(options.CoordinatorName), term);
    }

    protected override async Task ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        if (!Informer.TryGet(key, out var coordinator)) return;
        if (coordinator.Metadata.IsTerminating)
        {
            await LetGoAsync(coordinator, cancellationToken);
            return;
        }
        // The agents read one; the status of another would be nobody's.
        if (key != options.CoordinatorName) return;
        var facts = await _sources!.ReadAsync(coordinator.Spec, cancellationToken);
        var status = CoordinatorStatus.Of(coordinator, facts, Time.GetUtcNow());
        if (ReferenceEquals(status, coordinator.Status)) return;
        fence.ThrowIfNotLeader();
        Informer.Offer(await client.ReplaceStatusAsync(coordinator with { Status = status }, cancellationToken));
        events.Changed(coordinator, coordinator.Status?.Conditions, status.Conditions);
    }

    /// <summary>The original puts its finalizer on and never takes it off.</summary>
    private async Task LetGoAsync(SpiderCoordinator coordinator, CancellationToken cancellationToken)
    {
        var bare = coordinator.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer);
        if (ReferenceEquals(bare, coordinator.Metadata)) return;
        fence.ThrowIfNotLeader();
        await client.ReplaceAsync(coordinator with { Metadata = bare }, cancellationToken);
    }
}
