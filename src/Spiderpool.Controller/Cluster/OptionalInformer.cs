using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>Watches a kind that the cluster may not have: it is looked for at an interval, and watched while it is served.</summary>
internal sealed class OptionalInformer<T>(
    KubernetesClient client, ILoggerFactory loggers, TimeProvider time, TimeSpan interval, InformerOptions<T>? options = null)
    where T : KubernetesObject, IKubernetesResource<T>
{
    /// <summary>A kind that cannot be listed for so long counts as missing until the next look.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile Informer<T>? _current;
    private TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds all objects of the kind; null while it is not served, or cannot be listed.</summary>
    public Informer<T>? Current => _current;

    /// <summary>Waits until <see cref="Current"/> says for the first time of this run what there is.</summary>
    public Task WaitForLookAsync(CancellationToken cancellationToken) => _looked.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled.</summary>
    /// <param name="changed">Called for each object that changed, and with null when the kind came or went.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task RunAsync(Action<T?> changed, CancellationToken cancellationToken)
    {
        if (_looked.Task.IsCompleted) _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            if (await IsServedAsync(otherwise: false, cancellationToken)) await WatchAsync(timer, changed, cancellationToken);
            _looked.TrySetResult();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task WatchAsync(PeriodicTimer timer, Action<T?> changed, CancellationToken cancellationToken)
    {
        await using var informer = ClusterInformers.New(client, loggers, time, options ?? new());
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = informer.RunAsync(stopping.Token);
        try
        {
            await informer.WaitForSyncAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            _current = informer;
            using var changes = informer.Subscribe(change => changed(change.Object));
            _looked.TrySetResult();
            changed(null);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!await IsServedAsync(otherwise: true, cancellationToken)) break;
            }
        }
        catch (TimeoutException)
        {
            // The informer has logged why.
        }
        finally
        {
            _current = null;
            await stopping.CancelAsync();
            await running;
        }
        changed(null);
    }

    private async Task<bool> IsServedAsync(bool otherwise, CancellationToken cancellationToken)
    {
        try
        {
            var resources = await ApiDiscovery.ResourcesOfAsync(client, T.Definition.ApiVersion, cancellationToken);
            return resources.Any(resource => resource.Plural == T.Definition.Plural);
        }
        catch (KubernetesApiException)
        {
            return otherwise;
        }
    }
}
