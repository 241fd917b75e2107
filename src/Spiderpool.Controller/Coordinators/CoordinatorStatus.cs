using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;

namespace Spiderpool.Controller.Coordinators;

/// <summary>
/// Pure: the status of a SpiderCoordinator. The phase is NotReady, and pods fail, only when the pod CIDRs that the spec asks for
/// cannot be told; any other source that is missing is a condition.
/// </summary>
internal static class CoordinatorStatus
{
    public const string Synced = "Synced", NotReady = "NotReady";

    /// <summary>Conditions: whether pods can be set up, and whether each kind of CIDR was found.</summary>
    public const string Ready = "Ready", PodCidrsFound = "PodCIDRsFound", ServiceCidrsFound = "ServiceCIDRsFound";

    /// <returns>The status that there is, if nothing changes.</returns>
    public static SpiderCoordinatorStatus Of(SpiderCoordinator coordinator, NetworkFacts facts, DateTimeOffset now)
    {
        var (spec, name, generation) = (coordinator.Spec, coordinator.Metadata.Name, coordinator.Metadata.Generation);
        var type = PodCidrType.Resolve(spec.PodCIDRType, facts.Overlay);
        var pods = PodCidrs.Find(type, facts);
        var services = ServiceCidrs.Find(spec, facts);
        var byHand = spec.PodCIDRs ?? [];
        var isReady = pods.Cidrs is not null || byHand.Count > 0;
        var before = coordinator.Status ?? new();

        var podReason = pods.Cidrs is null ? Reason.PodCidrsUnknown : Reason.AsExpected;
        var podMessage = $"SpiderCoordinator {name}: pod CIDRs of type {Described(spec.PodCIDRType, type, facts)}: {pods.Message}"
            + (byHand.Count > 0 ? "; and spec.podCIDRs" : "");
        var conditions = before.Conditions
            .With(Ready, isReady, isReady ? Reason.AsExpected : podReason,
                isReady ? $"SpiderCoordinator {name}: pods can be set up" : podMessage, generation, now)
            .With(PodCidrsFound, pods.Cidrs is not null, podReason, podMessage, generation, now)
            .With(ServiceCidrsFound, services.Cidrs is not null,
                services.Cidrs is null ? Reason.ServiceCidrsUnknown : Reason.AsExpected,
                $"SpiderCoordinator {name}: Service CIDRs: {services.Message}", generation, now);
        var wanted = before with
        {
            Phase = isReady ? Synced : NotReady,
            Reason = isReady ? null : $"{podReason.Name}: {podMessage}",
            OverlayPodCIDR = isReady ? CidrFinding.Canonical([.. pods.Cidrs ?? [], .. byHand]) : [],
            ServiceCIDR = isReady ? services.Cidrs ?? [] : [],
            Conditions = conditions,
        };
        return IsSame(before, wanted) ? before : wanted;
    }

    private static string Described(string? wanted, string type, NetworkFacts facts) => wanted == PodCidrType.Auto
        ? $"auto, which is {type} by the node's CNI network ({(facts.Overlay is null ? "none" : Addressing.Excerpt.Of(facts.Overlay))})"
        : type;

    private static bool IsSame(SpiderCoordinatorStatus before, SpiderCoordinatorStatus wanted) =>
        before.Phase == wanted.Phase && before.Reason == wanted.Reason && ReferenceEquals(before.Conditions, wanted.Conditions)
        && AreSame(before.OverlayPodCIDR, wanted.OverlayPodCIDR) && AreSame(before.ServiceCIDR, wanted.ServiceCIDR);

    private static bool AreSame(IReadOnlyList<string>? left, IReadOnlyList<string>? right) => (left ?? []).SequenceEqual(right ?? []);
}
