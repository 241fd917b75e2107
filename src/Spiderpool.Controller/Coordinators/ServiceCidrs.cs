using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Pure: the Service CIDRs of the cluster, from the first source that has any.</summary>
internal static class ServiceCidrs
{
    public static CidrFinding Find(SpiderCoordinatorSpec spec, NetworkFacts facts)
    {
        (IReadOnlyList<string> Texts, string Source)[] sources =
        [
            (spec.ServiceCIDRs ?? [], "spec.serviceCIDRs"),
            (facts.ServiceCidrs, "the ServiceCIDRs of the cluster"),
            (facts.Kubeadm.Services, "serviceSubnet of ConfigMap kube-system/kubeadm-config"),
            (facts.ControllerManager.Services, "--service-cluster-ip-range of the kube-controller-manager pod"),
            (facts.ServiceRange, "what the API server says when it refuses an address"),
        ];
        foreach (var (texts, source) in sources)
        {
            if (CidrFinding.From(texts, source) is { Cidrs.Count: > 0 } found) return found;
        }
        return CidrFinding.Unknown("neither a ServiceCIDR, nor ConfigMap kube-system/kubeadm-config, nor a pod with label "
            + $"{ControllerManagerFlags.Selector}, nor the API server names them");
    }

    /// <summary>Whether only the API server itself is left to ask.</summary>
    public static bool MustAsk(SpiderCoordinatorSpec spec, NetworkFacts facts) => Find(spec, facts).Cidrs is null;
}
