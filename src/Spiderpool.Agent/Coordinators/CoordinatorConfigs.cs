using Spiderpool.Addressing;
using Spiderpool.Agent.Cluster;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Networks;

namespace Spiderpool.Agent.Coordinators;

/// <summary>Answers GET /v1/coordinator/config: the SpiderCoordinator's settings, and what the pod's annotations say.</summary>
internal sealed class CoordinatorConfigs(ICoordinatorView coordinators, IClusterView cluster)
{
    private const string Synced = "Synced", Ready = "Ready";

    /// <exception cref="ReasonException">
    /// CoordinatorNotReady: there is no SpiderCoordinator, or its CIDRs are not known; PodNotFound; InvalidAnnotation.
    /// </exception>
    public async Task<CoordinatorConfig> OfAsync(GetCoordinatorArgs args, CancellationToken cancellationToken)
    {
        var coordinator = coordinators.Coordinator ?? throw new ReasonException(Reason.CoordinatorNotReady,
            "the cluster has no SpiderCoordinator; make one named default");
        if (coordinator.Status?.Phase != Synced) throw NotReady(coordinator);
        if (args.PodName.Length == 0) return Of(coordinator, null);
        var pod = await cluster.FindPodAsync(args.PodNamespace, args.PodName, args.PodUID, cancellationToken)
            ?? throw new ReasonException(Reason.PodNotFound, $"pod {args.PodNamespace}/{args.PodName} does not exist");
        return Of(coordinator, pod);
    }

    private static ReasonException NotReady(SpiderCoordinator coordinator)
    {
        var condition = coordinator.Status?.Conditions?.FirstOrDefault(item => item.Type == Ready && item.Status != "True");
        var why = condition is not null ? $"{condition.Reason}: {condition.Message}"
            : coordinator.Status is null ? "the controller has not looked at it yet"
            : $"phase {coordinator.Status.Phase}: {coordinator.Status.Reason}";
        return new ReasonException(Reason.CoordinatorNotReady, $"SpiderCoordinator {coordinator.Metadata.Name}: {Excerpt.Of(why)}");
    }

    /// <summary>Pure.</summary>
    internal static CoordinatorConfig Of(SpiderCoordinator coordinator, Pod? pod)
    {
        var (spec, status) = (coordinator.Spec, coordinator.Status);
        return new CoordinatorConfig
        {
            Mode = spec.Mode ?? CoordinatorMode.Auto,
            OverlayPodCIDR = status?.OverlayPodCIDR ?? [],
            ServiceCIDR = status?.ServiceCIDR ?? [],
            HijackCIDR = spec.HijackCIDR,
            PolicyRoutes = spec.PolicyRoutes,
            TunePodRoutes = spec.TunePodRoutes ?? true,
            PodDefaultRouteNIC = Wanted(pod) ?? spec.PodDefaultRouteNIC,
            PodInterfaces = pod is null ? null : PodInterfaces.NamesOf(pod),
            HostRuleTable = spec.HostRuleTable,
            PodRPFilter = spec.PodRPFilter,
            PodMACPrefix = spec.PodMACPrefix,
            TxQueueLen = spec.TxQueueLen,
            VethLinkAddress = spec.VethLinkAddress,
            VethMTU = spec.VethMTU,
        };
    }

    private static string? Wanted(Pod? pod)
    {
        if (pod?.Metadata.Annotation(AnnotationKeys.DefaultRouteNic) is not { Length: > 0 } name) return null;
        return PodInterfaces.IsName(name) ? name : throw new ReasonException(Reason.InvalidAnnotation,
            $"annotation {AnnotationKeys.DefaultRouteNic} of pod {pod.Key} is \"{Excerpt.Of(name)}\", want the name of an interface");
    }
}
