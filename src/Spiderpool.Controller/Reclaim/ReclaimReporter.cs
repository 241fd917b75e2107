using Microsoft.Extensions.Logging;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Metrics;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>Makes the outcome of a scan visible: a log line for each address, an event for each pool, metrics by reason.</summary>
internal sealed partial class ReclaimReporter(EventRecorder events, ControllerMetrics metrics)
{
    /// <summary>Addresses that one event names.</summary>
    private const int Shown = 8;

    public void Report(ReclaimReport report, ILogger log)
    {
        foreach (var finding in report.Findings)
        {
            metrics.Decided(finding.Decision.Reason, finding.Decision.Release, finding.Failure is not null);
            if (finding.Failure is { } failure) Log.Failed(log, finding.Holder.Address, finding.Holder.Pool, failure);
            else if (finding.Decision.Release)
                Log.Reclaimed(log, finding.Holder.Address, finding.Holder.Pool, finding.Decision.Explanation);
            else Log.Kept(log, finding.Holder.Address, finding.Holder.Pool, finding.Decision.Reason, finding.Decision.Explanation);
        }
        foreach (var pool in report.Findings.Where(finding => finding.Decision.Release && finding.Failure is null)
            .GroupBy(finding => finding.Holder.Pool))
        {
            events.Record(Reference(pool.Key), EventSeverity.Normal, Reason.AddressReclaimed, Describe([.. pool]));
        }
        foreach (var endpoint in report.RemovedEndpoints) Log.EndpointRemoved(log, endpoint);
        foreach (var restored in report.Restored) Log.Restored(log, restored);
        foreach (var failure in report.Failures) Log.Incomplete(log, failure);
    }

    private static ObjectReference Reference(string pool) => new()
    {
        ApiVersion = SpiderpoolGroup.ApiVersion,
        Kind = SpiderIPPool.Definition.Kind,
        Name = pool,
    };

    private static string Describe(IReadOnlyList<Finding> findings)
    {
        var first = findings.Take(Shown).Select(finding => $"{finding.Holder.Address}: {finding.Decision.Explanation}");
        var rest = findings.Count > Shown ? $"; and {findings.Count - Shown} more" : "";
        return string.Join("; ", first) + rest;
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
        public static partial void Restored(ILogger logger, string address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The scan was not complete: {Failure}")]
        public static partial void Incomplete(ILogger logger, string failure);
    }
}
