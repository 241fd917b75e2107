using Spiderpool.Api.Core;
using Spiderpool.Cni.Delegation;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Kubelet;

public sealed partial class NodeKubelet
{
    private async Task SyncAsync(string key, CancellationToken cancellationToken)
    {
        _pods.TryGet(key, out var pod);
        var plan = PodPlan.Of(pod, _runtime.Of(key));
        foreach (var sandbox in plan.Remove)
            await RemoveAsync(pod, sandbox, cancellationToken);
        switch (plan.Step)
        {
            case PodStep.Create:
                await CreateAsync(pod!, cancellationToken);
                break;
            case PodStep.Keep:
                await KeepAsync(pod!, plan.Sandbox!, cancellationToken);
                break;
            case PodStep.UseHost:
                await ReportAsync(pod!, _hostIPs, pod!.Metadata.CreationTimestamp ?? _time.GetUtcNow(), cancellationToken);
                break;
            case PodStep.Finish:
                await FinishAsync(pod!, cancellationToken);
                break;
        }
    }

    private async Task CreateAsync(Pod pod, CancellationToken cancellationToken)
    {
        PodSandbox sandbox;
        try
        {
            sandbox = await _runtime.CreateAsync(pod, cancellationToken);
        }
        catch (Exception e) when (e is PluginException or SandboxException or IOException)
        {
            _events.Warning(pod, KubeletReasons.FailedCreatePodSandBox, $"Failed to create pod sandbox: {e.Message}");
            if (pod.Status?.ContainerStatuses is not { Count: > 0 })
                await PatchAsync(pod, PodStatusPatch.Waiting(pod, _hostIPs, _time.GetUtcNow()), cancellationToken);
            throw;
        }

        _known[sandbox.Id] = true;
        var addresses = string.Join(" ", sandbox.Addresses);
        _events.Normal(pod, KubeletReasons.AddedInterface, $"Add eth0 [{addresses}] from {sandbox.Network}");
        KubeletLog.Created(_logger, pod.Key, addresses, sandbox.Id);
        await ReportAsync(pod, [.. sandbox.HostAddresses], sandbox.CreatedAt, cancellationToken);
    }

    private async Task KeepAsync(Pod pod, PodSandbox sandbox, CancellationToken cancellationToken)
    {
        if (!_known.ContainsKey(sandbox.Id))
        {
            try
            {
                await _runtime.CheckAsync(sandbox, cancellationToken);
                _known[sandbox.Id] = true;
            }
            catch (PluginException e)
            {
                _events.Normal(pod, KubeletReasons.SandboxChanged, $"Pod sandbox changed, it will be killed and re-created: {e.Message}");
                await RemoveAsync(pod, sandbox, cancellationToken);
                await CreateAsync(pod, cancellationToken);
                return;
            }
        }

        await ReportAsync(pod, [.. sandbox.HostAddresses], sandbox.CreatedAt, cancellationToken);
    }

    private async Task RemoveAsync(Pod? pod, PodSandbox sandbox, CancellationToken cancellationToken)
    {
        try
        {
            await _runtime.RemoveAsync(sandbox, cancellationToken);
        }
        catch (Exception e) when (pod is not null && e is AggregateException or IOException)
        {
            _events.Warning(pod, KubeletReasons.FailedKillPod, $"error killing pod: {e.Message}");
            throw;
        }

        _known.TryRemove(sandbox.Id, out _);
        KubeletLog.Removed(_logger, sandbox.Id, sandbox.Key);
    }

    private Task ReportAsync(
        Pod pod, IReadOnlyList<Addressing.Address> addresses, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // What somebody else made of the conditions stays: a pod that a test wants not ready, for example.
        var isReported = pod.Status is { Phase: "Running" } && pod.PodIPs().SequenceEqual(addresses.Select(address => address.ToString()));
        return isReported
            ? Task.CompletedTask
            : PatchAsync(pod, PodStatusPatch.Running(pod, addresses, _hostIPs, since), cancellationToken);
    }

    /// <summary>Nobody else takes away a pod that was bound to a node.</summary>
    private async Task FinishAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!,
                new DeleteOptions { GracePeriodSeconds = 0, Uid = pod.Metadata.Uid }, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // It is gone, or another one has its name.
        }
    }

    private async Task PatchAsync(Pod pod, byte[] patch, CancellationToken cancellationToken)
    {
        try
        {
            _pods.Offer(await _client.PatchAsync<Pod>(
                pod.Metadata.Namespace, pod.Metadata.Name!, PatchType.Merge, patch, "status", cancellationToken));
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // As above; a change to the pod comes as an event of its own.
        }
    }
}
