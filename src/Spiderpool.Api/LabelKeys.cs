namespace Spiderpool.Api;

/// <summary>Labels that the system writes (spec/crds.md 3.3, 3.5, 11).</summary>
public static class LabelKeys
{
    /// <summary>On namespaces, written by Kubernetes from 1.21 on.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";

    public const string IPPoolCidr = "ipam.spidernet.io/ippool-cidr";

    public const string SubnetCidr = "ipam.spidernet.io/subnet-cidr";

    /// <summary>Name of the SpiderSubnet that a pool belongs to.</summary>
    public const string OwnerSpiderSubnet = "ipam.spidernet.io/owner-spider-subnet";

    /// <summary>A pool with this label was created for an application from a SpiderSubnet.</summary>
    public const string OwnerApplicationName = "ipam.spidernet.io/owner-application-name";

    /// <summary>apiVersion of the application, with <c>_</c> for <c>/</c>.</summary>
    public const string OwnerApplicationGv = "ipam.spidernet.io/owner-application-gv";

    public const string OwnerApplicationKind = "ipam.spidernet.io/owner-application-kind";

    public const string OwnerApplicationNamespace = "ipam.spidernet.io/owner-application-namespace";

    public const string OwnerApplicationUid = "ipam.spidernet.io/owner-application-uid";

    /// <summary>Interface that an automatic pool is for.</summary>
    public const string Interface = "ipam.spidernet.io/interface";

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public const string IPVersion = "ipam.spidernet.io/ip-version";

    /// <summary>Whether an automatic pool goes with its application: <c>true</c> or <c>false</c>.</summary>
    public const string IPPoolReclaim = "ipam.spidernet.io/ippool-reclaim";

    /// <summary>On endpoints: the node that wrote them last, so that an agent watches only its own.</summary>
    public const string EndpointNode = "ipam.spidernet.io/node";

    /// <summary>Keys of an automatic pool's podAffinity; they are matched against the pod's top controller.</summary>
    public const string AppApiGroup = "ipam.spidernet.io/app-api-group";

    public const string AppApiVersion = "ipam.spidernet.io/app-api-version";

    public const string AppKind = "ipam.spidernet.io/app-kind";

    public const string AppNamespace = "ipam.spidernet.io/app-namespace";

    public const string AppName = "ipam.spidernet.io/app-name";

    /// <summary>The keys of an automatic pool's podAffinity.</summary>
    public static IReadOnlyList<string> Application { get; } = [AppApiGroup, AppApiVersion, AppKind, AppNamespace, AppName];
}
