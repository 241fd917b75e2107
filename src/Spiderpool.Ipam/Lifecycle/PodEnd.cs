using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Lifecycle;

/// <summary>What a pod object says about the end of its processes.</summary>
public static class PodEnd
{
    /// <summary>The kubelet gives a container no less, whatever the pod says.</summary>
    private const long ShortestGraceSeconds = 2;

    /// <summary>A year: what a pod asks for may be more than any clock can count.</summary>
    private const long LongestGraceSeconds = 365 * 86_400;

    /// <summary>Whether the kubelet reported that each container has ended, none of which will start again.</summary>
    public static bool HasEnded(Pod pod)
    {
        if (EndpointRules.IsAlive(pod)) return false;
        if (pod.Status?.ContainerStatuses is not { Count: > 0 } containers) return pod.Status?.Phase is "Succeeded" or "Failed";
        return containers.All(container => container.State?.Terminated is not null);
    }

    /// <summary>
    /// The time that the kubelet gives the pod's containers to end, also after a deletion by force; null when the pod says none.
    /// </summary>
    public static TimeSpan? GracePeriod(Pod pod) => Bounded(pod.Spec?.TerminationGracePeriodSeconds);

    /// <summary>As <see cref="GracePeriod"/>, or what the deletion of a terminating pod asks for (spec/ipam.md 9.2).</summary>
    public static TimeSpan? DeletionGracePeriod(Pod pod) =>
        pod.Metadata is { IsTerminating: true, DeletionGracePeriodSeconds: { } seconds } ? Bounded(seconds) : GracePeriod(pod);

    private static TimeSpan? Bounded(long? seconds) => seconds is { } some
        ? TimeSpan.FromSeconds(Math.Clamp(some, ShortestGraceSeconds, LongestGraceSeconds))
        : null;
}
