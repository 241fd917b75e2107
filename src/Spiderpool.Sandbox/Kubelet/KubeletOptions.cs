using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>How a kubelet works.</summary>
public sealed record KubeletOptions
{
    /// <summary>Pods that are worked on at a time.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Pauses between attempts to start or to stop a pod.</summary>
    public WorkQueueOptions Retries { get; init; } =
        new() { FirstBackoff = TimeSpan.FromMilliseconds(500), LongestBackoff = TimeSpan.FromSeconds(15) };
}
