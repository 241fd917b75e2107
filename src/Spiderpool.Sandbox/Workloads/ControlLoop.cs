using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Works on each owner when it, or something that it controls, changes.</summary>
/// <param name="owners">The owners.</param>
/// <param name="owned">What they control.</param>
/// <param name="work">What to do with an owner and what it controls.</param>
/// <param name="logger">For failures, after which the work is repeated.</param>
/// <param name="time">Clock of the pauses.</param>
internal sealed class ControlLoop<TOwner, TOwned>(
    Informer<TOwner> owners, Informer<TOwned> owned, Func<TOwner, IReadOnlyList<TOwned>, CancellationToken, Task> work,
    ILogger logger, TimeProvider time)
    where TOwner : KubernetesObject, IKubernetesResource<TOwner>
    where TOwned : KubernetesObject, IKubernetesResource<TOwned>
{
    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(owners.WaitForSyncAsync(cancellationToken), owned.WaitForSyncAsync(cancellationToken));
        using var queue = new WorkQueue<string>(time: time);
        using var ofOwners = owners.Subscribe(change => queue.Add(change.Object.Key));
        using var ofOwned = owned.Subscribe(change =>
        {
            if (change.Object.Controller() is { } owner && owner.Kind == TOwner.Definition.Kind)
                queue.Add($"{change.Object.Metadata.Namespace}/{owner.Name}");
        });
        await queue.RunAsync(1, WorkAsync, logger, cancellationToken);
    }

    private Task WorkAsync(string key, CancellationToken cancellationToken)
    {
        // What a terminating owner controls is the garbage collector's.
        if (!owners.TryGet(key, out var owner) || owner.Metadata.IsTerminating)
            return Task.CompletedTask;
        var controlled = owned.Snapshot().Where(item => item.Controller()?.Uid == owner.Metadata.Uid).ToList();
        return work(owner, controlled, cancellationToken);
    }
}
