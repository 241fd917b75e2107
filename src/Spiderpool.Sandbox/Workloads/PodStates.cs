using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Workloads;

internal static class PodStates
{
    public static bool IsFinished(Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    /// <summary>Whether the pod counts for those who want a number of pods.</summary>
    public static bool IsActive(Pod pod) => !pod.Metadata.IsTerminating && !IsFinished(pod);
}
