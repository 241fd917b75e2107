using System.Collections.Frozen;

namespace Spiderpool.Api;

public sealed partial record Reason
{
    private const int IncompatibleVersion = 1, InvalidEnvironmentVariables = 4, InvalidNetworkConfiguration = 7, TryAgainLater = 11,
        PluginNotAvailable = 50;

    public static readonly Reason InvalidNetConf = new("InvalidNetConf", InvalidNetworkConfiguration,
        "The network configuration given to the plugin cannot be used.", "Correct the named key in the CNI configuration.");

    public static readonly Reason UnsupportedCniVersion = new("UnsupportedCniVersion", IncompatibleVersion,
        "The CNI version of the configuration is not supported.", "Set cniVersion to one of the listed versions.");

    public static readonly Reason InvalidEnvironment = new("InvalidEnvironment", InvalidEnvironmentVariables,
        "A CNI_ variable or CNI_ARGS is missing or malformed.", "Call the plugin as the CNI specification says.");

    public static readonly Reason NetworkNamespaceUnavailable = new("NetworkNamespaceUnavailable", 100,
        "The pod's network namespace cannot be opened.", "Check that the sandbox still runs; the runtime tries again.");

    public static readonly Reason AgentUnreachable = new("AgentUnreachable", TryAgainLater,
        "The agent does not answer on its unix socket.", "Check that the spiderpool-agent pod of the node runs.");

    public static readonly Reason AgentNotReady = new("AgentNotReady", PluginNotAvailable,
        "The agent answers, but cannot allocate yet.", "Read the agent's log; it waits for the API server.");

    public static readonly Reason ApiServerUnavailable = new("ApiServerUnavailable", TryAgainLater,
        "The Kubernetes API server did not answer in time.", "Check the API server; the runtime tries again.");

    public static readonly Reason DeadlineExceeded = new("DeadlineExceeded", TryAgainLater,
        "The work was not done before the caller's deadline.", "The runtime tries again; look for load on the API server.");

    public static readonly Reason UpdateConflict = new("UpdateConflict", TryAgainLater,
        "Other agents changed the pool each time until the deadline (exhaust all retries).",
        "The runtime tries again; give nodes pools of their own if it recurs.");

    public static readonly Reason PodNotFound = new("PodNotFound", 101,
        "The API server has no such pod, or it has another UID.", "Nothing, if the pod was deleted; else the runtime tries again.");

    public static readonly Reason PodNotAlive = new("PodNotAlive", 102,
        "The pod is terminating or has finished.", "Nothing: such a pod gets no address.");

    public static readonly Reason InvalidAnnotation = new("InvalidAnnotation", 103,
        "An annotation of the pod or of its namespace cannot be used (wrong input).", "Correct the named annotation.");

    public static readonly Reason NoPoolRule = new("NoPoolRule", 104,
        "No pool selection rules: no annotation, CNI configuration or default pool names a pool.",
        "Name pools in an annotation, or set spec.default on a pool.");

    public static readonly Reason PoolNotFound = new("PoolNotFound", 105,
        "A named SpiderIPPool does not exist.", "Create the pool or correct the name.");

    public static readonly Reason DuplicatePool = new("DuplicatePool", 106,
        "A pool is named twice for one interface (duplicate IPPool).", "Name each pool once; mind overlapping wildcards.");

    public static readonly Reason NoIPPoolAvailable = new("NoIPPoolAvailable", 107,
        "No IPPool available: each candidate was filtered out.", "Read the verdict of each pool in the message.");

    public static readonly Reason IPsExhausted = new("IPsExhausted", 108,
        "All IP addresses used out in each candidate pool.", "Add addresses to a pool or delete pods.");

    public static readonly Reason PoolLimitReached = new("PoolLimitReached", 109,
        "The pool holds as many records as SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS allows (all IP addresses used out).",
        "Split the pool or raise the limit.");

    public static readonly Reason NoAddressForInterface = new("NoAddressForInterface", 110,
        "The allocation has no address for the interface (no IP found for interface).",
        "Name the interface in the ippools annotation, with a family that is enabled.");

    public static readonly Reason StaticAddressMismatch = new("StaticAddressMismatch", 111,
        "The recorded address of a StatefulSet pod or a virtual machine belongs to somebody else now.",
        "Delete the SpiderEndpoint named in the message.");

    public static readonly Reason IPConflict = new("IPConflict", 112,
        "Another host of the network already uses the address (ip conflict).", "Find the named MAC address, or reserve the address.");

    public static readonly Reason GatewayUnreachable = new("GatewayUnreachable", 113,
        "The pool's gateway does not answer (unreachable).", "Check the gateway, the VLAN and the parent interface.");

    public static readonly Reason CheckFailed = new("CheckFailed", 114,
        "The interface or the records differ from what ADD made.", "Recreate the pod.");

    public static readonly Reason ReleaseDisabled = new("ReleaseDisabled", 115,
        "Release of conflicting addresses is turned off.", "Set SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS, or delete the pod.");

    public static readonly Reason StatefulWorkload = new("StatefulWorkload", 116,
        "Addresses of a stateful workload stay (forbid releasing IPs for stateful workload).", "Resolve the conflict on the network.");

    public static readonly Reason SubnetNotSupported = new("SubnetNotSupported", 117,
        "A SpiderSubnet annotation is set, but no automatic pool can be made.", "Use the ippool or ippools annotation.");

    public static readonly Reason InvalidConfiguration = new("InvalidConfiguration", 118,
        "The configuration file or an environment variable has a bad value.", "Correct the named value and restart.");

    public static readonly Reason PoolTerminating = new("PoolTerminating", 119,
        "The pool is being deleted.", "Use another pool.");

    public static readonly Reason PoolDisabled = new("PoolDisabled", 120,
        "spec.disable is true.", "Set spec.disable to false.");

    public static readonly Reason PoolInvalid = new("PoolInvalid", 121,
        "The pool's spec or records cannot be read.", "Correct the field named in the message.");

    public static readonly Reason FamilyMismatch = new("FamilyMismatch", 122,
        "The pool has the other address family.", "Name the pool in the list of its family.");

    public static readonly Reason NodeMismatch = new("NodeMismatch", 123,
        "nodeName or nodeAffinity excludes the pod's node.", "Widen the affinity, or schedule the pod elsewhere.");

    public static readonly Reason NamespaceMismatch = new("NamespaceMismatch", 124,
        "namespaceName or namespaceAffinity excludes the pod's namespace.", "Widen the affinity.");

    public static readonly Reason PodMismatch = new("PodMismatch", 125,
        "podAffinity excludes the pod.", "Widen the affinity, or label the pod.");

    public static readonly Reason NetworkMismatch = new("NetworkMismatch", 126,
        "multusName excludes the network of the interface.", "Add the NetworkAttachmentDefinition to spec.multusName.");

    public static readonly Reason FamilyDisabled = new("FamilyDisabled", 129,
        "The configuration disables the address family.", "Set enableIPv4 or enableIPv6, or name pools of the other family.");

    public static readonly Reason LinkUnavailable = new("LinkUnavailable", 130,
        "The pod's interface cannot be brought up, or lets nothing be asked.", "Check the parent interface on the node and its cable.");

    public static readonly Reason NotFound = new("NotFound", 127,
        "The named object does not exist.", "Check the name.");

    public static readonly Reason BadRequest = new("BadRequest", 128,
        "The request cannot be read.", "Correct the field named in the message.");

    public static readonly Reason SubnetInvalid = new("SubnetInvalid", 138,
        "The SpiderSubnet's spec cannot be read.", "Correct the field named in the message.");

    public static readonly Reason AsExpected = new("AsExpected", 139,
        "The object is and does what its spec says.", "Nothing.");

    public static readonly Reason AddressReclaimed = new("AddressReclaimed", 140,
        "The address went back to its pool: its holder is gone.", "Nothing.");

    public static readonly Reason HolderAlive = new("HolderAlive", 141,
        "The pod that holds the address lives.", "Delete the pod to get the address back.");

    public static readonly Reason HolderNotProvenGone = new("HolderNotProvenGone", 142,
        "The pod is gone or ending, but nothing proves yet that nothing uses its address any more.",
        "Wait until the time in the message; taint a dead node with node.kubernetes.io/out-of-service to make it sooner.");

    public static readonly Reason StaticAddressKept = new("StaticAddressKept", 143,
        "The address waits for the next incarnation of its pod.", "Scale the StatefulSet down, or delete the virtual machine.");

    public static readonly Reason RecordRestored = new("RecordRestored", 144,
        "The address of a live pod was missing in its pool and is recorded again.", "Nothing; find out who edited the pool's status.");

    public static readonly Reason RecordConflict = new("RecordConflict", 145,
        "Two pods claim one address: the pool records another holder than the SpiderEndpoint of a live pod.",
        "Delete the pod that the pool does not name; it gets another address.");

    public static readonly Reason EndpointReclaimed = new("EndpointReclaimed", 146,
        "The SpiderEndpoint of a pod that is gone was removed.", "Nothing.");

    public static readonly Reason Unauthenticated = new("Unauthenticated", 170,
        "The request to the controller says not who asks.", "Send a bearer token: kubectl create token, or that of a service account.");

    public static readonly Reason Forbidden = new("Forbidden", 171,
        "Who asks the controller may not do this.", "Grant the verb and resource named in the message (RBAC).");

    public static readonly Reason NotLeader = new("NotLeader", 172,
        "Another replica of the controller leads, and only the leader changes records.", "Ask the replica named in the message.");

    public static readonly Reason ControllerRuns = new("ControllerRuns", 173,
        "A controller still leads, and would put back what a removal takes away.", "Stop it, or scale its Deployment to 0.");

    public static readonly Reason SubnetNotFound = new("SubnetNotFound", 150,
        "A named SpiderSubnet does not exist.", "Create the subnet or correct the name.");

    public static readonly Reason SubnetExhausted = new("SubnetExhausted", 151,
        "The SpiderSubnets have fewer free addresses than the application's pools need.",
        "Add addresses to a subnet, name a further subnet, or ask for fewer.");

    public static readonly Reason SubnetTerminating = new("SubnetTerminating", 152,
        "The SpiderSubnet is being deleted.", "Use another subnet.");

    public static readonly Reason AutomaticPoolPending = new("AutomaticPoolPending", 153,
        "The automatic pool of the application has no address for the pod yet.",
        "Read the events of the application; check that a spiderpool-controller leads.");

    public static readonly Reason AutomaticPoolCreated = new("AutomaticPoolCreated", 154,
        "A pool was made for the application.", "Nothing.");

    public static readonly Reason AutomaticPoolScaled = new("AutomaticPoolScaled", 155,
        "The number of addresses of the application's pool changed.", "Nothing.");

    public static readonly Reason AutomaticPoolDeleted = new("AutomaticPoolDeleted", 156,
        "A pool that its application needs no more is deleted.", "Nothing; ippool-reclaim false keeps pools.");

    public static readonly Reason ApplicationSubnetChanged = new("ApplicationSubnetChanged", 157,
        "The application names other subnets than its pools are of, and keeps its pools.",
        "Name the old subnet again, or delete the pool.");

    public static readonly Reason AddressesInUse = new("AddressesInUse", 158,
        "Addresses cannot go back yet: pods hold them.", "Nothing; they go back when the pods are gone.");

    public static readonly Reason PodCidrsUnknown = new("PodCidrsUnknown", 160,
        "The pod CIDRs of the cluster network cannot be found.",
        "Set spec.podCIDRs of the SpiderCoordinator, or podCIDRType none if pods need not reach that network.");

    public static readonly Reason ServiceCidrsUnknown = new("ServiceCidrsUnknown", 161,
        "The Service CIDRs of the cluster cannot be found, so underlay pods may not reach Services.",
        "Set spec.serviceCIDRs of the SpiderCoordinator.");

    public static readonly Reason NetworkInvalid = new("NetworkInvalid", 162,
        "No CNI configuration can be made of the SpiderMultusConfig.", "Correct the field named in the message.");

    public static readonly Reason NetworkNameTaken = new("NetworkNameTaken", 163,
        "The NetworkAttachmentDefinition of that name belongs to somebody else and is left alone.",
        "Delete it, or name another one in the annotation multus.spidernet.io/cr-name of a new SpiderMultusConfig.");

    public static readonly Reason NetworkKindMissing = new("NetworkKindMissing", 164,
        "The cluster has no NetworkAttachmentDefinitions.",
        "Install the custom resource definition of charts/spiderpool/crds; it is noticed within a minute.");

    public static readonly Reason NetworkAdopted = new("NetworkAdopted", 165,
        "A NetworkAttachmentDefinition of nobody with that name belongs to the SpiderMultusConfig now.", "Nothing.");

    public static readonly Reason NetworkRepaired = new("NetworkRepaired", 166,
        "The NetworkAttachmentDefinition was not as its SpiderMultusConfig says and was put back.",
        "Edit the SpiderMultusConfig instead.");

    public static readonly Reason NetworksNotFound = new("NetworksNotFound", 167,
        "The pod asks for networks by an annotation, and no SpiderMultusConfig fits.",
        "Correct the annotation of the pod or of its namespace, or that of the SpiderMultusConfigs.");

    public static readonly Reason CoordinatorNotReady = new("CoordinatorNotReady", 180,
        "The settings of the coordinator plugin are not there yet: no SpiderCoordinator, or its CIDRs are not known.",
        "Look at the conditions of the SpiderCoordinator.");

    public static readonly Reason NoPodAddress = new("NoPodAddress", 181,
        "The interface has no address that others could reach.",
        "Give the main plugin an IPAM plugin, or leave the coordinator out of the network's plugins.");

    public static readonly Reason CoordinatorModeMismatch = new("CoordinatorModeMismatch", 182,
        "The mode of the coordinator does not fit the interfaces of the pod.",
        "Set mode auto, or the mode that the message asks for.");

    public static readonly Reason DefaultRouteInterfaceMissing = new("DefaultRouteInterfaceMissing", 183,
        "The default route is wanted on an interface that the pod does not have.",
        "Correct the annotation ipam.spidernet.io/default-route-nic or podDefaultRouteNIC.");

    public static readonly Reason HostLinkMissing = new("HostLinkMissing", 184,
        "The pod has no link to its node.",
        "Check that the cluster network's plugin makes a veth pair, or use mode underlay.");

    public static readonly Reason NetworkChangeFailed = new("NetworkChangeFailed", 185,
        "The kernel refused a step of the coordinator's plan.",
        "Read the kernel's reason in the message; a gateway must be on a subnet of the interface.");

    public static readonly Reason NetworkNotFound = new("NetworkNotFound", 200,
        "A network that the pod names does not exist.",
        "Create the NetworkAttachmentDefinition, or correct the annotation; the runtime tries again.");

    public static readonly Reason NetworkForbidden = new("NetworkForbidden", 201,
        "The pod names a network of another namespace, and namespaces are isolated.",
        "Make the network in the pod's namespace, or in one that SPIDERPOOL_MULTINIC_GLOBAL_NAMESPACES names.");

    public static readonly Reason NetworkUnusable = new("NetworkUnusable", 202,
        "The configuration of a network cannot be used.", "Correct spec.config of the NetworkAttachmentDefinition.");

    public static readonly Reason DelegateFailed = new("DelegateFailed", 203,
        "A plugin of one of the pod's networks failed.", "Read what the plugin says; the runtime tries again.");

    public static readonly Reason Internal = new("Internal", 999,
        "A fault of Spiderpool itself.", "Report it with the log of the agent.");

    /// <summary>Each reason there is, by name.</summary>
    public static FrozenDictionary<string, Reason> All { get; } = new[]
    {
        InvalidNetConf, UnsupportedCniVersion, InvalidEnvironment, NetworkNamespaceUnavailable, AgentUnreachable, AgentNotReady,
        ApiServerUnavailable, DeadlineExceeded, UpdateConflict, PodNotFound, PodNotAlive, InvalidAnnotation, NoPoolRule,
        PoolNotFound, DuplicatePool, NoIPPoolAvailable, IPsExhausted, PoolLimitReached, NoAddressForInterface,
        StaticAddressMismatch, IPConflict, GatewayUnreachable, CheckFailed, ReleaseDisabled, StatefulWorkload,
        SubnetNotSupported, InvalidConfiguration, PoolTerminating, PoolDisabled, PoolInvalid, FamilyMismatch, NodeMismatch,
        NamespaceMismatch, PodMismatch, NetworkMismatch, FamilyDisabled, LinkUnavailable, NotFound, BadRequest, SubnetInvalid, AsExpected,
        AddressReclaimed, HolderAlive, HolderNotProvenGone, StaticAddressKept, RecordRestored, RecordConflict, EndpointReclaimed,
        Unauthenticated, Forbidden, NotLeader, ControllerRuns,
        SubnetNotFound, SubnetExhausted, SubnetTerminating, AutomaticPoolPending, AutomaticPoolCreated, AutomaticPoolScaled,
        AutomaticPoolDeleted, ApplicationSubnetChanged, AddressesInUse,
        PodCidrsUnknown, ServiceCidrsUnknown, NetworkInvalid, NetworkNameTaken, NetworkKindMissing, NetworkAdopted, NetworkRepaired,
        NetworksNotFound,
        CoordinatorNotReady, NoPodAddress, CoordinatorModeMismatch, DefaultRouteInterfaceMissing, HostLinkMissing, NetworkChangeFailed,
        NetworkNotFound, NetworkForbidden, NetworkUnusable, DelegateFailed, Internal,
    }.ToFrozenDictionary(reason => reason.Name);
}
