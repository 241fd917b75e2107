using Spiderpool.Api.ControllerApi;
using Spiderpool.Controller.Reclaim;

namespace Spiderpool.Controller.Http;

/// <summary>Scans as the API answers them.</summary>
internal static class GcReports
{
    public static GcReport ToWire(this ReclaimReport report, bool isDryRun) => new()
    {
        DryRun = isDryRun,
        Scanned = report.Scanned,
        Released = report.Released,
        Findings = [.. report.Findings.Select(ToWire)],
        RemovedEndpoints = report.RemovedEndpoints,
        Restored = [.. report.Restored.Select(record => record.ToString())],
        Failures = report.Failures,
    };

    public static GcFinding ToWire(this Finding finding) => new()
    {
        Pool = finding.Holder.Pool,
        Ip = finding.Holder.Address.ToString(),
        Pod = finding.Holder.Pod,
        PodUid = finding.Holder.PodUid,
        Release = finding.Decision.Release,
        Reason = finding.Decision.Reason.Name,
        Explanation = finding.Decision.Explanation,
        RetryAt = finding.Decision.RetryAt,
        Failure = finding.Failure,
    };
}
