using Spiderpool.Addressing;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Agent.Subnets;

/// <summary>
/// The automatic pools of applications as an agent sees them; it makes those of kinds that the controller does not watch.
/// </summary>
internal sealed partial class ApplicationPools(
    KubernetesClient client, ClusterInformers informers, IClusterView cluster, SubnetLocks locks, AgentOptions options, TimeProvider time)
{
    /// <summary>Finds out what the pod waits for, and sees to it as far as that is the agent's work.</summary>
    /// <exception cref="ReasonException">It waits in vain: a subnet is missing or exhausted, or the annotations cannot be used.</exception>
    public async Task<AwaitedPools> RequestAsync(IpamAddArgs args, CancellationToken cancellationToken)
    {
        var pod = await cluster.FindPodAsync(args.PodNamespace, args.PodName, args.PodUID, cancellationToken)
            ?? throw new ReasonException(Reason.PodNotFound, $"pod {args.PodNamespace}/{args.PodName} does not exist");
        var application = await cluster.FindTopControllerAsync(pod, cancellationToken);
        var use = SubnetUse.Parse($"pod {pod.Key}", pod.Metadata);
        var nic = use?.Interfaces.FirstOrDefault(nic => nic.Nic == args.IfName)
            ?? throw new ReasonException(Reason.NoAddressForInterface, $"pod {pod.Key} names no subnet for interface {args.IfName}");
        var families = new[] { IPFamily.IPv4, IPFamily.IPv6 }.Where(family => IsEnabled(family) && nic.Of(family).Count > 0);
        var awaited = new AwaitedPools(application, nic, [.. families]);
        if (ApplicationKinds.IsWatched(application.ApiVersion, application.Kind))
        {
            if (await MissingAsync(awaited, new LiveSubnets(client), cancellationToken) is { } missing) throw missing;
        }
        else
        {
            await MakeAsync(pod.Key, awaited, use!, cancellationToken);
        }
        return awaited;
    }

    /// <summary>The pools as of now, to tell later whether one has changed.</summary>
    public IReadOnlyDictionary<string, string?> VersionsOf(AwaitedPools awaited) => informers.Pools.Snapshot()
        .Where(pool => IsOf(pool, awaited)).ToDictionary(pool => pool.Key, pool => pool.Metadata.ResourceVersion);

    /// <summary>Waits until a pool of the application differs from what was seen.</summary>
    public async Task ChangedAsync(AwaitedPools awaited, IReadOnlyDictionary<string, string?> seen, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = informers.Pools.Subscribe(change =>
        {
            var pool = change.Object;
            if (!IsOf(pool, awaited)) return;
            var isSeen = seen.TryGetValue(pool.Key, out var version) && version == pool.Metadata.ResourceVersion;
            if (!isSeen || change.Type == WatchEventType.Deleted) changed.TrySetResult();
        });
        await changed.Task.WaitAsync(cancellationToken);
    }

    private bool IsEnabled(IPFamily family) => family == IPFamily.IPv4 ? options.EnableIPv4 : options.EnableIPv6;

    private static bool IsOf(SpiderIPPool pool, AwaitedPools awaited) =>
        pool.Metadata.Label(LabelKeys.OwnerApplicationUid) == awaited.Application.Uid
        && pool.Metadata.Label(LabelKeys.Interface) == awaited.Nic.Nic;
}
