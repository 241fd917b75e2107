using System.Collections.Concurrent;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>The cached pods by UID.</summary>
internal sealed class PodsByUid : IDisposable
{
    private readonly ConcurrentDictionary<string, Pod> _pods = new();
    private readonly IDisposable _subscription;

    public PodsByUid(Informer<Pod> pods) => _subscription = pods.Subscribe(change =>
    {
        var uid = change.Object.Metadata.Uid!;
        if (change.Type == WatchEventType.Deleted) _pods.TryRemove(uid, out _);
        else _pods[uid] = change.Object;
    });

    public Pod? Find(string uid) => _pods.GetValueOrDefault(uid);

    public void Dispose() => _subscription.Dispose();
}
