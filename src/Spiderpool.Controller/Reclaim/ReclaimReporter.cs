using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Controller.Metrics;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>Makes the outcome of a scan visible: a log line for each address, events, metrics by reason.</summary>
internal sealed partial class ReclaimReporter(EventRecorder events, ControllerMetrics metrics)
{
    /// <param name="report">Of a scan that was no dry run.</param>
    /// <param name="scanned">How long a scan of everything took; null for a smaller one.</param>
    /// <param name="log">Of the task.</param>
    public void Report(ReclaimReport report, TimeSpan? scanned, ILogger log)
    {
        if (scanned is { } duration) metrics.Scanned(duration);
        foreach (var finding in report.Findings)
        {
            metrics.Decided(finding.Decision.Reason, finding.Decision.Release, finding.Failure is not null);
            if (finding.Failure is { } failure) Log.Failed(log, finding.Holder.Address, finding.Holder.Pool, failure);
            else if (finding.Decision.Release)
                Log.Reclaimed(log, finding.Holder.Address, finding.Holder.Pool, finding.Decision.Explanation);
            else Log.Kept(log, finding.Holder.Address, finding.Holder.Pool, finding.Decision.Reason, finding.Decision.Explanation);
        }
        foreach (var news in ReclaimNews.Of(report)) events.Record(news.Involved, news.Severity, news.Reason, news.Message);
        metrics.Repaired(report.RemovedEndpoints.Count, report.Restored.Count, report.Failures.Count);
        foreach (var endpoint in report.RemovedEndpoints) Log.EndpointRemoved(log, endpoint);
        foreach (var restored in report.Restored) Log.Restored(log, restored);
        foreach (var failure in report.Failures) Log.Incomplete(log, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Address {Address} of pool {Pool} went back: {Explanation}")]
        public static partial void Reclaimed(ILogger logger, Address address, string pool, string explanation);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Address {Address} of pool {Pool} stays, {Reason}: {Explanation}")]
        public static partial void Kept(ILogger logger, Address address, string pool, Reason reason, string explanation);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Address {Address} of pool {Pool} could not go back: {Failure}")]
        public static partial void Failed(ILogger logger, Address address, string pool, string failure);

        [LoggerMessage(Level = LogLevel.Information, Message = "SpiderEndpoint {Endpoint} was removed: its pod is gone")]
        public static partial void EndpointRemoved(ILogger logger, string endpoint);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A live pod's address was missing in its pool and is recorded again: {Address}")]
        public static partial void Restored(ILogger logger, RestoredRecord address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The scan was not complete: {Failure}")]
        public static partial void Incomplete(ILogger logger, string failure);
    }
}
