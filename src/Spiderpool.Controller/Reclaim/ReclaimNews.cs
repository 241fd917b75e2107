using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// Pure: the events of a scan. One for each pool and reason, and one for each namespace whose SpiderEndpoints went: a scan that
/// finds thousands must not fill the event store.
/// </summary>
internal static class ReclaimNews
{
    /// <summary>Addresses or SpiderEndpoints that one event names.</summary>
    private const int Shown = 8;

    public static IReadOnlyList<ReclaimEvent> Of(ReclaimReport report) =>
    [
        .. report.Findings.Where(finding => finding.Decision.Release && finding.Failure is null).GroupBy(finding => finding.Holder.Pool)
            .Select(pool => new ReclaimEvent(Pool(pool.Key), EventSeverity.Normal, Reason.AddressReclaimed,
                List([.. pool.Select(finding => $"{finding.Holder.Address}: {finding.Decision.Explanation}")]))),
        .. report.Restored.GroupBy(record => record.Pool)
            .Select(pool => new ReclaimEvent(Pool(pool.Key), EventSeverity.Warning, Reason.RecordRestored,
                List([.. pool.Select(record => $"{record.Address}: live pod {record.Pod} has it and the pool had no record of it")]))),
        .. report.RemovedEndpoints.GroupBy(NamespaceOf)
            .Select(ns => new ReclaimEvent(Endpoint(ns.First()), EventSeverity.Normal, Reason.EndpointReclaimed,
                $"removed, their pods are gone: {List([.. ns])}")),
    ];

    private static ObjectReference Pool(string name) => Reference(SpiderIPPool.Definition, null, name);

    private static ObjectReference Endpoint(string key) =>
        Reference(SpiderEndpoint.Definition, NamespaceOf(key), key[(key.IndexOf('/') + 1)..]);

    private static ObjectReference Reference(ResourceDefinition kind, string? ns, string name) =>
        new() { ApiVersion = kind.ApiVersion, Kind = kind.Kind, Namespace = ns, Name = name };

    private static string NamespaceOf(string key) => key[..key.IndexOf('/')];

    private static string List(IReadOnlyList<string> items) =>
        string.Join("; ", items.Take(Shown)) + (items.Count > Shown ? $"; and {items.Count - Shown} more" : "");
}
