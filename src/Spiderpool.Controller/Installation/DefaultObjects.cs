using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Installation;

/// <summary>Pure: the objects of a new installation (spec/components.md 6).</summary>
public static class DefaultObjects
{
    /// <summary>Annotation: name of the NetworkAttachmentDefinition, if it is not that of the SpiderMultusConfig (spec/cni.md 7).</summary>
    public const string CustomResourceName = Api.NetworkAnnotations.CustomResourceName;

    private const string CalicoNetwork = "k8s-pod-network";

    public static SpiderCoordinator? Coordinator(InitOptions options) => options.CoordinatorName is not { } name ? null : new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = options.Coordinator,
    };

    public static SpiderSubnet? Subnet(DefaultPoolOptions? pool) => pool is null or { SubnetName.Length: 0 } ? null : new()
    {
        Metadata = new ObjectMeta { Name = pool.SubnetName },
        Spec = new SpiderSubnetSpec
        {
            IpVersion = VersionOf(pool.Family),
            Subnet = pool.Subnet,
            Ips = pool.Ranges,
            Gateway = pool.Gateway,
        },
    };

    public static SpiderIPPool? Pool(DefaultPoolOptions? pool) => pool is null or { PoolName.Length: 0 } ? null : new()
    {
        Metadata = new ObjectMeta { Name = pool.PoolName },
        Spec = new SpiderIPPoolSpec
        {
            IpVersion = VersionOf(pool.Family),
            Subnet = pool.Subnet,
            Ips = pool.Ranges,
            Gateway = pool.Gateway,
            Default = true,
        },
    };

    /// <summary>The network that the cluster has, so that pods can name it as their first one.</summary>
    /// <param name="options">Names it, or leaves it to <paramref name="found"/>.</param>
    /// <param name="found">What the node has; null for nothing.</param>
    public static SpiderMultusConfig? MultusConfig(InitOptions options, OverlayNetwork? found)
    {
        if (!options.EnableMultusConfig) return null;
        var network = options.DefaultCniName ?? found?.Name ?? "default";
        var isCalico = network == CalicoNetwork;
        return new SpiderMultusConfig
        {
            Metadata = new ObjectMeta
            {
                Namespace = options.DefaultCniNamespace,
                Name = isCalico ? "calico" : network,
                Annotations = isCalico ? new Dictionary<string, string> { [CustomResourceName] = CalicoNetwork } : null,
            },
            Spec = SpecOf(options.DefaultCniName is null ? found : null),
        };
    }

    /// <summary>A kind is kept only with the parent interface that it needs; NADs without configuration lead to the node's file.</summary>
    private static SpiderMultusConfigSpec SpecOf(OverlayNetwork? found) => found switch
    {
        { Type: CniType.Macvlan, Master: { } master } => new()
        {
            CniType = CniType.Macvlan,
            EnableCoordinator = false,
            Macvlan = new MacvlanConfig { Master = [master] },
        },
        { Type: CniType.Ipvlan, Master: { } master } => new()
        {
            CniType = CniType.Ipvlan,
            EnableCoordinator = false,
            Ipvlan = new IpvlanConfig { Master = [master] },
        },
        { Type: CniType.Ipoib, Master: { } master } => new()
        {
            CniType = CniType.Ipoib,
            EnableCoordinator = false,
            Ipoib = new IpoibConfig { Master = master },
        },
        _ => new() { CniType = CniType.Custom, EnableCoordinator = false },
    };

    private static int VersionOf(IPFamily family) => family == IPFamily.IPv4 ? 4 : 6;
}
