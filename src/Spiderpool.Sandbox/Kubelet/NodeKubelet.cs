using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Cni.Delegation;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.Nodes;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>
/// Makes the pods bound to a node as the API server wants them: a sandbox for each, and its status. At its start it takes over the
/// sandboxes that pass CHECK and removes those that nobody wants any more.
/// </summary>
public sealed partial class NodeKubelet : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly VirtualNode _node;
    private readonly PodRuntime _runtime;
    private readonly KubeletOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly EventRecorder _events;
    // Sandboxes that this kubelet made or has checked.
    private readonly ConcurrentDictionary<string, bool> _known = new();
    private readonly Informer<Pod> _pods;
    private readonly IReadOnlyList<Address> _hostIPs;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NodeKubelet(
        KubernetesClient client, VirtualNode node, PodRuntime runtime, KubeletOptions options, ILogger logger, TimeProvider time)
    {
        (_client, _node, _runtime, _options, _logger, _time) = (client, node, runtime, options, logger, time);
        _events = new EventRecorder(client, new EventRecorderOptions { Component = "kubelet", Host = node.Name }, logger, time);
        _pods = new Informer<Pod>(client, new InformerOptions { FieldSelector = $"spec.nodeName={node.Name}" }, logger, time);
        _hostIPs = [.. node.Addresses.Select(address => address.Address)];
    }

    /// <summary>Completes when the node is registered as ready and its pods are watched.</summary>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    /// <summary>Serves the node until cancelled. What is done to a pod at that moment is finished or undone at the next start.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var queue = new WorkQueue<string>(_options.Retries, _time);
        var background = Task.WhenAll(_pods.RunAsync(cancellationToken), _events.RunAsync(cancellationToken));
        try
        {
            await _pods.WaitForSyncAsync(cancellationToken);
            await StartNetworkAsync(cancellationToken);
            await new NodeRegistration(_client, _time).RegisterAsync(_node, cancellationToken);
            foreach (var sandbox in _runtime.All)
                queue.Add(sandbox.Key);
            using var subscription = _pods.Subscribe(change => queue.Add(change.Object.Key));
            _started.TrySetResult();
            await queue.RunAsync(_options.Workers, SyncAsync, _logger, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }
        catch (Exception e)
        {
            _started.TrySetException(e);
            throw;
        }

        await background;
    }

    public ValueTask DisposeAsync() => _pods.DisposeAsync();

    /// <summary>Collects what an earlier run left, and waits until the plugins say that they can serve.</summary>
    private async Task StartNetworkAsync(CancellationToken cancellationToken)
    {
        for (var collected = false; ;)
        {
            try
            {
                if (!collected)
                    await _runtime.CollectGarbageAsync(cancellationToken);
                collected = true;
                await _runtime.StatusAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is PluginException or AggregateException or SandboxException)
            {
                KubeletLog.NodeTrouble(_logger, _node.Name, e.Message);
                await Task.Delay(_options.Retries.FirstBackoff, _time, cancellationToken);
            }
        }
    }
}
