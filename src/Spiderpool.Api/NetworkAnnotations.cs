namespace Spiderpool.Api;

/// <summary>Annotations of SpiderMultusConfigs and of what is made of them (spec/crds.md 8.4).</summary>
public static class NetworkAnnotations
{
    /// <summary>Name of the NetworkAttachmentDefinition, if it is not that of the SpiderMultusConfig.</summary>
    public const string CustomResourceName = "multus.spidernet.io/cr-name";

    /// <summary><c>cniVersion</c> of the configuration.</summary>
    public const string CniVersion = "multus.spidernet.io/cni-version";

    /// <summary><c>name</c> in the configuration, if it is not that of the NetworkAttachmentDefinition.</summary>
    public const string ConfigurationName = "cni.spidernet.io/cniconfig-name";

    /// <summary>Also on pods and namespaces: the networks with this value, and their RDMA devices, go to the pod.</summary>
    public const string RdmaResourceInject = "cni.spidernet.io/rdma-resource-inject";

    /// <summary>Also on pods and namespaces: the networks with this value, and their devices if any, go to the pod.</summary>
    public const string NetworkResourceInject = "cni.spidernet.io/network-resource-inject";

    /// <summary>On NetworkAttachmentDefinitions: extended resource that a pod of the network asks for.</summary>
    public const string ResourceName = "k8s.v1.cni.cncf.io/resourceName";
}
