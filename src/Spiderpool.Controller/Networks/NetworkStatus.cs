using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;

namespace Spiderpool.Controller.Networks;

/// <summary>Pure: the status of a SpiderMultusConfig.</summary>
internal static class NetworkStatus
{
    /// <summary>Whether the NetworkAttachmentDefinition is there, and as the spec says.</summary>
    public const string Ready = "Ready";

    public static string KindMissing(SpiderMultusConfig config) =>
        $"SpiderMultusConfig {config.Key}: the cluster does not serve network-attachment-definitions of k8s.cni.cncf.io/v1";

    /// <returns>The status that there is, if nothing changes.</returns>
    public static SpiderMultusConfigStatus Of(SpiderMultusConfig config, Reason reason, string message, DateTimeOffset now)
    {
        var before = config.Status?.Conditions;
        var conditions = before.With(Ready, reason == Reason.AsExpected, reason, message, config.Metadata.Generation, now);
        return ReferenceEquals(conditions, before) ? config.Status! : (config.Status ?? new()) with { Conditions = conditions };
    }
}
