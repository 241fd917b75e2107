using Microsoft.Extensions.Logging;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>
/// The controllers of Deployments, ReplicaSets and StatefulSets, as far as pods come and go by them: no history of revisions,
/// no partitions, no volumes.
/// </summary>
public sealed partial class WorkloadControllers(KubernetesClient client, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private readonly Informer<Deployment> _deployments = new(client, new InformerOptions(), logger, time);
    private readonly Informer<ReplicaSet> _replicaSets = new(client, new InformerOptions(), logger, time);
    private readonly Informer<StatefulSet> _statefulSets = new(client, new InformerOptions(), logger, time);
    private readonly Informer<Pod> _pods = new(client, new InformerOptions(), logger, time);

    /// <summary>Controls until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var informers = Task.WhenAll(_deployments.RunAsync(cancellationToken), _replicaSets.RunAsync(cancellationToken),
            _statefulSets.RunAsync(cancellationToken), _pods.RunAsync(cancellationToken));
        try
        {
            await Task.WhenAll(
                new ControlLoop<Deployment, ReplicaSet>(_deployments, _replicaSets, ControlAsync, logger, time).RunAsync(cancellationToken),
                new ControlLoop<ReplicaSet, Pod>(_replicaSets, _pods, ControlAsync, logger, time).RunAsync(cancellationToken),
                new ControlLoop<StatefulSet, Pod>(_statefulSets, _pods, ControlAsync, logger, time).RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }

        await informers;
    }

    public async ValueTask DisposeAsync()
    {
        await _deployments.DisposeAsync();
        await _replicaSets.DisposeAsync();
        await _statefulSets.DisposeAsync();
        await _pods.DisposeAsync();
    }

    private async Task ControlAsync(StatefulSet set, IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        var plan = StatefulSetPlan.Of(set, pods);
        foreach (var ordinal in plan.Create)
            await CreateAsync(_pods, PodFactory.Of(set, ordinal), cancellationToken);
        foreach (var pod in plan.Delete)
            await DeleteAsync(pod, cancellationToken);
        await ReportAsync(_statefulSets, set, WorkloadStatus.Patch(set, plan.Status), cancellationToken);
    }

    private async Task ControlAsync(ReplicaSet set, IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        var plan = ReplicaSetPlan.Of(set, pods);
        for (var i = 0; i < plan.Create; i++)
            await CreateAsync(_pods, PodFactory.Of(set), cancellationToken);
        foreach (var pod in plan.Delete)
            await DeleteAsync(pod, cancellationToken);
        await ReportAsync(_replicaSets, set, WorkloadStatus.Patch(set, plan.Status), cancellationToken);
    }

    private async Task ControlAsync(Deployment deployment, IReadOnlyList<ReplicaSet> sets, CancellationToken cancellationToken)
    {
        var plan = DeploymentPlan.Of(deployment, sets);
        if (sets.FirstOrDefault(set => set.Metadata.Label(TemplateHash.DeploymentLabel) == plan.Hash) is not { } current)
            await CreateAsync(_replicaSets, ReplicaSetOf(deployment, plan), cancellationToken);
        else if (current.Replicas != plan.Current)
            await ScaleAsync(current, plan.Current, cancellationToken);
        foreach (var (set, replicas) in plan.Scale)
            await ScaleAsync(set, replicas, cancellationToken);
        await ReportAsync(_deployments, deployment, WorkloadStatus.Patch(deployment, plan.Status), cancellationToken);
    }

    private static ReplicaSet ReplicaSetOf(Deployment deployment, DeploymentPlan plan)
    {
        var template = deployment.Spec.Template;
        var labels = WithHash(template.Metadata.Labels, plan.Hash);
        return new ReplicaSet
        {
            Metadata = new ObjectMeta
            {
                Name = $"{deployment.Metadata.Name}-{plan.Hash}",
                Namespace = deployment.Metadata.Namespace,
                Labels = labels,
                OwnerReferences = [Ownership.ReferenceTo(deployment)],
            },
            Spec = new WorkloadSpec
            {
                Replicas = plan.Current,
                Selector = deployment.Spec.Selector with { MatchLabels = WithHash(deployment.Spec.Selector.MatchLabels, plan.Hash) },
                Template = template with { Metadata = template.Metadata with { Labels = labels } },
            },
        };
    }

    private static Dictionary<string, string> WithHash(IReadOnlyDictionary<string, string>? labels, string hash) =>
        new(labels ?? new Dictionary<string, string>()) { [TemplateHash.DeploymentLabel] = hash };
}
