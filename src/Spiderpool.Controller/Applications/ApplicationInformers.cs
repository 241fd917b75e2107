using Microsoft.Extensions.Logging;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Applications;

/// <summary>The kinds of applications that get automatic pools, watched while this replica leads.</summary>
/// <param name="client">Where they are.</param>
/// <param name="hasCronJobs">Whether the API server serves CronJobs of batch/v1, as from Kubernetes 1.21 on.</param>
/// <param name="loggers">For failures.</param>
/// <param name="time">Clock.</param>
internal sealed class ApplicationInformers(KubernetesClient client, bool hasCronJobs, ILoggerFactory loggers, TimeProvider time)
{
    private readonly Informer<Deployment> _deployments = New<Deployment>(client, loggers, time);
    private readonly Informer<ReplicaSet> _replicaSets = New<ReplicaSet>(client, loggers, time);
    private readonly Informer<StatefulApplication> _statefulSets = New<StatefulApplication>(client, loggers, time);
    private readonly Informer<DaemonSet> _daemonSets = New<DaemonSet>(client, loggers, time);
    private readonly Informer<Job> _jobs = New<Job>(client, loggers, time);
    private readonly Informer<CronJob> _cronJobs = New<CronJob>(client, loggers, time);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _deployments.RunAsync(cancellationToken), _replicaSets.RunAsync(cancellationToken), _statefulSets.RunAsync(cancellationToken),
        _daemonSets.RunAsync(cancellationToken), _jobs.RunAsync(cancellationToken),
        hasCronJobs ? _cronJobs.RunAsync(cancellationToken) : Task.CompletedTask);

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _deployments.WaitForSyncAsync(cancellationToken), _replicaSets.WaitForSyncAsync(cancellationToken),
        _statefulSets.WaitForSyncAsync(cancellationToken), _daemonSets.WaitForSyncAsync(cancellationToken),
        _jobs.WaitForSyncAsync(cancellationToken), hasCronJobs ? _cronJobs.WaitForSyncAsync(cancellationToken) : Task.CompletedTask);

    /// <summary>Calls for each change of an application.</summary>
    public IDisposable Subscribe(Action<ApplicationKey, Workload> changed) => new Subscriptions(
        Subscribe(_deployments, changed), Subscribe(_replicaSets, changed), Subscribe(_statefulSets, changed),
        Subscribe(_daemonSets, changed), Subscribe(_jobs, changed), Subscribe(_cronJobs, changed));

    /// <returns>Null when there is none of the name.</returns>
    public Workload? Find(ApplicationKey key) => !ApplicationKinds.IsWatched(key.ApiVersion, key.Kind) ? null : key.Kind switch
    {
        "Deployment" => Find(_deployments, key),
        "ReplicaSet" => Find(_replicaSets, key),
        "StatefulSet" => Find(_statefulSets, key),
        "DaemonSet" => Find(_daemonSets, key),
        "Job" => Find(_jobs, key),
        "CronJob" => Find(_cronJobs, key),
        _ => null,
    };

    private static Workload? Find<T>(Informer<T> informer, ApplicationKey key) where T : Workload, IKubernetesResource<T> =>
        informer.TryGet($"{key.Namespace}/{key.Name}", out var found) ? found : null;

    private static IDisposable Subscribe<T>(Informer<T> informer, Action<ApplicationKey, Workload> changed)
        where T : Workload, IKubernetesResource<T> => informer.Subscribe(change => changed(
            new ApplicationKey(T.Definition.ApiVersion, T.Definition.Kind, change.Object.Metadata.Namespace!, change.Object.Metadata.Name!),
            change.Object));

    // An older list might lack what an earlier leader has made pools for.
    private static Informer<T> New<T>(KubernetesClient client, ILoggerFactory loggers, TimeProvider time)
        where T : Workload, IKubernetesResource<T> => ClusterInformers.New<T>(client, loggers, time,
            new() { FirstListIsLatest = true, Transform = workload => (T)Slim(workload) });

    /// <summary>Of thousands of applications only what is read.</summary>
    private static Workload Slim(Workload workload) => workload with
    {
        Metadata = workload.Metadata with { Annotations = null, Labels = null, OtherFields = null },
        Spec = Slim(workload.Spec),
        Status = workload.Status is null ? null : workload.Status with { OtherFields = null },
        OtherFields = null,
    };

    private static WorkloadSpec? Slim(WorkloadSpec? spec) => spec is null ? null : spec with
    {
        Template = spec.Template is null ? null : new PodTemplate
        {
            Metadata = new ObjectMeta { Annotations = spec.Template.Metadata.Annotations },
            Spec = new PodSpec { HostNetwork = spec.Template.Spec?.HostNetwork },
        },
        JobTemplate = spec.JobTemplate is null ? null : new JobTemplate { Spec = Slim(spec.JobTemplate.Spec) },
        OtherFields = null,
    };
}
