using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Lifecycle;

/// <summary>What a pod object says about the end of its processes.</summary>
public static class PodEnd
{
    /// <summary>The kubelet gives a container no less, whatever the pod says.</summary>
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The time that the kubelet gives the pod's containers to end, also after a deletion by force; null when the pod says none.
    /// </summary>
    public static TimeSpan? GracePeriod(Pod pod)
    {
        if (pod.Spec?.TerminationGracePeriodSeconds is not { } seconds) return null;
        var grace = TimeSpan.FromSeconds(seconds);
        return grace > ShortestGrace ? grace : ShortestGrace;
    }

    /// <summary>Whether the kubelet reported that each container has ended, none of which will start again.</summary>
    public static bool HasEnded(Pod pod)
    {
        if (EndpointRules.IsAlive(pod)) return false;
        if (pod.Status?.ContainerStatuses is not { Count: > 0 } containers) return pod.Status?.Phase is "Succeeded" or "Failed";
        return containers.All(container => container.State?.Terminated is not null);
    }

    /// <summary>When the pod's own grace period is over (spec/ipam.md 9.2).</summary>
    /// <param name="pod">Terminating or finished.</param>
    /// <param name="otherwise">
    /// Counted from its creation for a pod that says neither when its containers ended nor when it was to end.
    /// </param>
    public static DateTimeOffset GraceEnd(Pod pod, TimeSpan otherwise)
    {
        // Kubernetes sets it to the moment at which the grace period ends, not to that of the request.
        if (pod.Metadata.DeletionTimestamp is { } deletion) return deletion;
        var finished = pod.Status?.ContainerStatuses?.Select(container => container.State?.Terminated?.FinishedAt).Max();
        return finished is { } end
            ? end + TimeSpan.FromSeconds(pod.Spec?.TerminationGracePeriodSeconds ?? 0)
            : (pod.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue) + otherwise;
    }
}
