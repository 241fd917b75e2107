using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Scheduling;

/// <summary>Binds pods to nodes in turn. A pod that fits nowhere waits for a change of the nodes.</summary>
public sealed class Scheduler(KubernetesClient client, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private static readonly Reason FailedScheduling = new("FailedScheduling", 0, "", "");

    private readonly EventRecorder _events =
        new(client, new EventRecorderOptions { Component = "default-scheduler" }, logger, time);
    private readonly Informer<Pod> _pods = new(client, new InformerOptions { FieldSelector = "spec.nodeName=" }, logger, time);
    private readonly Informer<Node> _nodes = new(client, new InformerOptions(), logger, time);
    private int _turn;

    /// <summary>Schedules until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var queue = new WorkQueue<string>(time: time);
        var background = Task.WhenAll(
            _pods.RunAsync(cancellationToken), _nodes.RunAsync(cancellationToken), _events.RunAsync(cancellationToken));
        try
        {
            await Task.WhenAll(_pods.WaitForSyncAsync(cancellationToken), _nodes.WaitForSyncAsync(cancellationToken));
            using var subscription = _pods.Subscribe(change => queue.Add(change.Object.Key));
            using var capacity = _nodes.Subscribe(_ =>
            {
                foreach (var pod in _pods.Snapshot())
                    queue.Add(pod.Key);
            });
            await queue.RunAsync(1, BindAsync, logger, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }

        await background;
    }

    public async ValueTask DisposeAsync()
    {
        await _pods.DisposeAsync();
        await _nodes.DisposeAsync();
    }

    private async Task BindAsync(string key, CancellationToken cancellationToken)
    {
        if (!_pods.TryGet(key, out var pod) || pod.Metadata.IsTerminating)
            return;
        var nodes = _nodes.Snapshot();
        if (NodeChoice.Of(pod, nodes, _turn) is not { } node)
        {
            _events.Warning(pod, FailedScheduling, $"0/{nodes.Count} nodes are available: none takes pods and has the labels of "
                + "the pod's nodeSelector");
            return;
        }

        // Only the pod that was seen: its version fails the patch of a successor of the same name.
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = pod.Metadata.ResourceVersion },
            ["spec"] = new JsonObject { ["nodeName"] = node },
        };
        try
        {
            await client.PatchAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!, PatchType.Merge,
                Encoding.UTF8.GetBytes(patch.ToJsonString()), null, cancellationToken);
            _turn++;
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // It changed; the change comes as an event.
        }
    }
}
