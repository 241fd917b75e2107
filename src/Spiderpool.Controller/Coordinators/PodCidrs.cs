using Spiderpool.Api.Core;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Pure: the pod CIDRs of the cluster network, from the sources of its type in their order (spec/cni.md 6).</summary>
internal static class PodCidrs
{
    /// <summary>Each is a route in each pod.</summary>
    private const int MaxNodeBlocks = 256;

    /// <param name="type">Resolved: not auto.</param>
    /// <param name="facts">What the cluster says.</param>
    public static CidrFinding Find(string type, NetworkFacts facts) => type switch
    {
        PodCidrType.Cluster => OfCluster(facts),
        PodCidrType.Calico => OfCalico(facts),
        PodCidrType.Cilium => OfCilium(facts),
        _ => new([], "podCIDRType is none"),
    };

    private static CidrFinding OfCluster(NetworkFacts facts)
    {
        if (CidrFinding.From(facts.Kubeadm.Pods, "podSubnet of ConfigMap kube-system/kubeadm-config") is { Cidrs.Count: > 0 } kubeadm)
            return kubeadm;
        const string Flag = "--cluster-cidr of the kube-controller-manager pod";
        if (CidrFinding.From(facts.ControllerManager.Pods, Flag) is { Cidrs.Count: > 0 } flag) return flag;
        var blocks = CidrCover.Of(facts.NodePodCidrs);
        return blocks.Count switch
        {
            0 => CidrFinding.Unknown("neither ConfigMap kube-system/kubeadm-config, nor a pod with label "
                + $"{ControllerManagerFlags.Selector}, nor spec.podCIDRs of a node names them"),
            > MaxNodeBlocks => CidrFinding.Unknown(
                $"spec.podCIDRs of the nodes are {blocks.Count} separate ranges, more than the {MaxNodeBlocks} that fit in a pod's routes"),
            _ => new(blocks, "from spec.podCIDRs of the nodes"),
        };
    }

    private static CidrFinding OfCalico(NetworkFacts facts) => facts.CalicoPools is not { } pools
        ? CidrFinding.Unknown("the cluster does not serve ippools of crd.projectcalico.org/v1")
        : CidrFinding.From(
            pools.Where(pool => pool is { Spec: { Disabled: not true, Cidr: not null }, Metadata.IsTerminating: false })
                .OrderBy(pool => pool.Metadata.CreationTimestamp).ThenBy(pool => pool.Metadata.Name, StringComparer.Ordinal)
                .Select(pool => pool.Spec!.Cidr!),
            "the IPPools of Calico");

    private static CidrFinding OfCilium(NetworkFacts facts)
    {
        var source = $"ConfigMap {facts.CiliumConfigName}";
        if (facts.CiliumConfig is not { } config) return CidrFinding.Unknown($"there is no {source}");
        var mode = config.GetValueOrDefault("ipam", "");
        return mode switch
        {
            "cluster-pool" => NotEmpty(CidrFinding.From(
                Items(config.GetValueOrDefault("cluster-pool-ipv4-cidr")).Concat(Items(config.GetValueOrDefault("cluster-pool-ipv6-cidr"))),
                source)),
            "multi-pool" => facts.CiliumPools is { } pools
                ? CidrFinding.From(
                    pools.OrderBy(pool => pool.Metadata.Name, StringComparer.Ordinal).SelectMany(RangesOf), "the CiliumPodIPPools")
                : CidrFinding.Unknown("the cluster does not serve ciliumpodippools of cilium.io/v2alpha1"),
            "kubernetes" => OfCluster(facts),
            _ => CidrFinding.Unknown(
                $"{source} has ipam \"{Addressing.Excerpt.Of(mode)}\", which is none of cluster-pool, multi-pool, kubernetes"),
        };

        CidrFinding NotEmpty(CidrFinding found) => found.Cidrs is { Count: > 0 } ? found
            : CidrFinding.Unknown($"{source} has neither cluster-pool-ipv4-cidr nor cluster-pool-ipv6-cidr");
    }

    private static IEnumerable<string> RangesOf(CiliumPodIPPool pool) =>
        (pool.Spec?.Ipv4?.Cidrs ?? []).Concat(pool.Spec?.Ipv6?.Cidrs ?? []);

    /// <summary>Cilium writes lists with blanks between the items.</summary>
    private static string[] Items(string? text) => text?.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
}
