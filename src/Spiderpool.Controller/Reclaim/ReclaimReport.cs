using Spiderpool.Api.ControllerApi;

namespace Spiderpool.Controller.Reclaim;

/// <summary>Outcome of one scan. Records of pods that plainly live are counted, not listed.</summary>
/// <param name="Scanned">Number of records that were looked at.</param>
/// <param name="Findings">The suspects.</param>
/// <param name="RemovedEndpoints"><c>namespace/name</c> of each SpiderEndpoint that went.</param>
/// <param name="Restored">Addresses of live pods that were missing in their pools and are recorded again.</param>
/// <param name="Failures">What could not be looked at, and why; the next scan tries again.</param>
public sealed record ReclaimReport(
    int Scanned, IReadOnlyList<Finding> Findings, IReadOnlyList<string> RemovedEndpoints, IReadOnlyList<RestoredRecord> Restored,
    IReadOnlyList<string> Failures)
{
    public int Released => Findings.Count(finding => finding.Decision.Release && finding.Failure is null);

    public ScanSummary Summarize(DateTimeOffset finishedAt, TimeSpan duration) => new()
    {
        FinishedAt = finishedAt,
        DurationSeconds = Math.Round(duration.TotalSeconds, 3),
        Scanned = Scanned,
        Released = Released,
        Kept = Findings.Count - Released,
        Failures = Failures,
    };
}
