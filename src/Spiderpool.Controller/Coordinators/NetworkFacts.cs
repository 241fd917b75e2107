using Spiderpool.Api.Core;

namespace Spiderpool.Controller.Coordinators;

/// <summary>What the cluster says about its networks at one moment. What it does not say is empty or null.</summary>
internal sealed record NetworkFacts
{
    /// <summary>Name of the first CNI network of this node.</summary>
    public string? Overlay { get; init; }

    public ClusterCidrs Kubeadm { get; init; } = ClusterCidrs.None;

    public ClusterCidrs ControllerManager { get; init; } = ClusterCidrs.None;

    /// <summary>spec.podCIDRs of all nodes.</summary>
    public IReadOnlyList<string> NodePodCidrs { get; init; } = [];

    /// <summary>Ranges of all ServiceCIDRs; empty too when that kind is not served.</summary>
    public IReadOnlyList<string> ServiceCidrs { get; init; } = [];

    /// <summary>The range that the API server names when it refuses an address; asked only if nothing else says it.</summary>
    public IReadOnlyList<string> ServiceRange { get; init; } = [];

    /// <summary>Null: the kind is not served.</summary>
    public IReadOnlyCollection<CalicoIPPool>? CalicoPools { get; init; }

    /// <summary>Null: the kind is not served.</summary>
    public IReadOnlyCollection<CiliumPodIPPool>? CiliumPools { get; init; }

    /// <summary>Name of Cilium's ConfigMap, for messages.</summary>
    public string CiliumConfigName { get; init; } = "kube-system/cilium-config";

    /// <summary>Null: there is no such ConfigMap.</summary>
    public IReadOnlyDictionary<string, string>? CiliumConfig { get; init; }
}
