using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Addresses that an application's pods need at once (spec/ipam.md 7.2).</summary>
public static class ApplicationSize
{
    /// <summary>0 or more.</summary>
    public static int Of(Workload workload) => Math.Max(0, workload switch
    {
        DaemonSet => workload.Status?.DesiredNumberScheduled ?? 0,
        Job => OfJob(workload.Spec),
        CronJob => OfJob(workload.Spec?.JobTemplate?.Spec),
        _ => workload.Spec?.Replicas ?? 0,
    });

    private static int OfJob(WorkloadSpec? job) => (job?.Completions ?? job?.Parallelism) is > 0 and var size ? size : 1;
}
