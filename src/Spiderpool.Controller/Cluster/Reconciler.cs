using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>
/// Looks at an object each time it may have changed, at its resync, and again after a failure; several workers, never two
/// on one object.
/// </summary>
/// <typeparam name="T">The kind whose keys are worked on.</typeparam>
internal abstract class Reconciler<T>(Informer<T> informer, int workers, TimeSpan resync, TimeProvider time, ILogger log) : IReconciler
    where T : KubernetesObject, IKubernetesResource<T>
{
    public abstract string Name { get; }

    public WorkQueueStatistics Work { get; } = new();

    protected Informer<T> Informer => informer;

    protected TimeProvider Time => time;

    public async Task RunAsync(CancellationToken term)
    {
        using var queue = new WorkQueue<string>(time: time, statistics: Work);
        using var changes = informer.Subscribe(change => queue.Add(change.Object.Key));
        using var others = Subscribe(queue);
        // The sources first: they must be there when the first key is worked on.
        await Task.WhenAll(
            RunSourcesAsync(queue, term), queue.RunAsync(workers, ReconcileAsync, log, term), ResyncAsync(queue, term));
    }

    /// <summary>Brings what belongs to the object into the state that it asks for. Idempotent.</summary>
    /// <param name="key">As of <see cref="KubernetesObject.Key"/>; the object may be gone.</param>
    protected abstract Task ReconcileAsync(string key, CancellationToken cancellationToken);

    /// <summary>Subscribes to other kinds whose changes concern objects of this one; null for none.</summary>
    protected virtual IDisposable? Subscribe(WorkQueue<string> queue) => null;

    /// <summary>Runs what watches kinds that only this reconciler needs, until the term ends; each term anew.</summary>
    protected virtual Task RunSourcesAsync(WorkQueue<string> queue, CancellationToken term) => Task.CompletedTask;

    private async Task ResyncAsync(WorkQueue<string> queue, CancellationToken term)
    {
        using var timer = new PeriodicTimer(resync, time);
        while (await timer.WaitForNextTickAsync(term))
        {
            foreach (var item in informer.Snapshot()) queue.Add(item.Key);
        }
    }
}
