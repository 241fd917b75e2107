using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>What is to be done for a pod.</summary>
/// <param name="Remove">Sandboxes to remove first.</param>
/// <param name="Step">What comes then.</param>
/// <param name="Sandbox">The one that goes on, for <see cref="PodStep.Keep"/>.</param>
internal sealed record PodPlan(IReadOnlyList<PodSandbox> Remove, PodStep Step, PodSandbox? Sandbox = null)
{
    /// <param name="pod">As the API server has it; null when it has none of that name.</param>
    /// <param name="sandboxes">Those of the pod's name, the oldest first.</param>
    public static PodPlan Of(Pod? pod, IReadOnlyList<PodSandbox> sandboxes)
    {
        if (pod is null || pod.Status?.Phase is "Succeeded" or "Failed")
            return new PodPlan(sandboxes, pod?.Metadata.IsTerminating == true ? PodStep.Finish : PodStep.Nothing);
        if (pod.Metadata.IsTerminating)
            return new PodPlan(sandboxes, PodStep.Finish);
        if (pod.Spec?.HostNetwork == true)
            return new PodPlan(sandboxes, PodStep.UseHost);
        // A sandbox of another UID was one of an earlier pod; one that is not ready is the rest of a crash.
        var own = sandboxes.LastOrDefault(sandbox => sandbox.IsReady && sandbox.Uid == pod.Metadata.Uid);
        return new PodPlan([.. sandboxes.Where(sandbox => sandbox != own)], own is null ? PodStep.Create : PodStep.Keep, own);
    }
}
