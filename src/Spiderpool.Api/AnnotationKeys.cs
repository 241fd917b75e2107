namespace Spiderpool.Api;

/// <summary>Annotations that users set (spec/ipam.md 3).</summary>
public static class AnnotationKeys
{
    public const string IPPool = "ipam.spidernet.io/ippool";

    public const string IPPools = "ipam.spidernet.io/ippools";

    public const string Subnet = "ipam.spidernet.io/subnet";

    public const string Subnets = "ipam.spidernet.io/subnets";

    /// <summary>Number of addresses of the automatic pools: <c>3</c>, or <c>+2</c> beyond the application's replicas.</summary>
    public const string IPPoolIPNumber = "ipam.spidernet.io/ippool-ip-number";

    /// <summary>Whether automatic pools go with their application: true (default) or false.</summary>
    public const string IPPoolReclaim = "ipam.spidernet.io/ippool-reclaim";

    /// <summary>On automatic pools, by us: the version of the subnet's entry that the pool's ranges are.</summary>
    public const string SubnetGrant = "ipam.spidernet.io/subnet-grant";

    public const string Routes = "ipam.spidernet.io/routes";

    public const string DefaultRouteNic = "ipam.spidernet.io/default-route-nic";

    /// <summary>On namespaces.</summary>
    public const string DefaultIPv4IPPool = "ipam.spidernet.io/default-ipv4-ippool";

    /// <summary>On namespaces.</summary>
    public const string DefaultIPv6IPPool = "ipam.spidernet.io/default-ipv6-ippool";

    public const string MultusDefaultNetwork = "v1.multus-cni.io/default-network";

    public const string MultusNetworks = "k8s.v1.cni.cncf.io/networks";

    /// <summary>Longest value that is parsed, in characters; a Kubernetes object's annotations hold 256 KiB in all.</summary>
    public const int MaxValueLength = 64 * 1024;
}
