using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>events.k8s.io/v1 over stored core/v1 events: the same objects with renamed fields.</summary>
internal static class EventConversion
{
    private static readonly (string Core, string Events)[] Names =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
    ];

    public static readonly VersionConversion Instance = new(
        tree => Rename(tree, pair => (pair.Core, pair.Events)),
        tree => Rename(tree, pair => (pair.Events, pair.Core)));

    private static void Rename(JsonObject tree, Func<(string Core, string Events), (string From, string To)> direction)
    {
        foreach (var pair in Names)
        {
            var (from, to) = direction(pair);
            if (tree.ContainsKey(from))
                tree[to] = tree.Take(from);
        }
    }
}
