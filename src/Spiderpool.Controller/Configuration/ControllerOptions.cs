using System.Net;
using Microsoft.Extensions.Logging;

namespace Spiderpool.Controller.Configuration;

/// <summary>All settings of the controller: the file of spec/ipam.md 12.1 and the environment of 12.3.</summary>
public sealed record ControllerOptions
{
    // From conf.yml. A key that is absent has the chart's default.
    public bool EnableIPv4 { get; init; } = true;

    public bool EnableIPv6 { get; init; } = true;

    public bool EnableStatefulSet { get; init; } = true;

    public bool EnableKubevirtStaticIP { get; init; } = true;

    public bool EnableSpiderSubnet { get; init; } = true;

    public bool EnableAutoPoolForApplication { get; init; } = true;

    /// <summary>Whether pools and subnets whose addresses are in use refuse their deletion instead of waiting for it.</summary>
    public bool EnableValidatingResourcesDeletedWebhook { get; init; }

    /// <summary>Addresses an automatic pool gets beyond its application's replicas when no annotation says a number.</summary>
    public int AutoPoolRedundantIPNumber { get; init; }

    public ResourceInjectionOptions PodResourceInject { get; init; } = new();

    // From the environment.
    public required string PodNamespace { get; init; }

    public required string PodName { get; init; }

    /// <summary>Name of the Deployment, of its Service and of the webhook configurations.</summary>
    public string DeploymentName { get; init; } = "spiderpool-controller";

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public bool EnableMetrics { get; init; }

    public bool EnableDebugMetrics { get; init; }

    /// <summary>Address of all ports; null for each address there is.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>TCP port of the probes and of the HTTP API.</summary>
    public int HttpPort { get; init; } = 5720;

    public int MetricsPort { get; init; } = 5721;

    public int WebhookPort { get; init; } = 5722;

    /// <summary>Whether the webhooks are registered; without them the rules in the CRDs alone hold.</summary>
    public bool EnableWebhooks { get; init; } = true;

    /// <summary>
    /// Where the API server reaches the webhooks when there is no Service, as for a controller outside of the cluster; null
    /// for the Service of the Deployment's name.
    /// </summary>
    public string? WebhookUrl { get; init; }

    public int MaxAllocatedIPs { get; init; } = 5000;

    public bool EnableCoordinator { get; init; }

    public string CoordinatorName { get; init; } = "default";

    public bool EnableMultusConfig { get; init; }

    /// <summary>Where the overlay CNI keeps its configuration on this node.</summary>
    public string CniConfigDir { get; init; } = "/etc/cni/net.d";

    /// <summary><c>namespace/name</c> of Cilium's ConfigMap.</summary>
    public string CiliumConfigMap { get; init; } = "kube-system/cilium-config";

    public LeadershipOptions Leadership { get; init; } = new();

    public ReclaimOptions Reclaim { get; init; } = new();

    /// <summary>Workers of the SpiderSubnet, application and SpiderIPPool reconcilers.</summary>
    public int SubnetWorkers { get; init; } = 5;

    public int ApplicationWorkers { get; init; } = 5;

    public int PoolWorkers { get; init; } = 3;

    /// <summary>How often each object is looked at again although nothing said that it changed.</summary>
    public TimeSpan PoolResync { get; init; } = TimeSpan.FromSeconds(300);

    public TimeSpan SubnetResync { get; init; } = TimeSpan.FromSeconds(300);

    public TimeSpan CoordinatorResync { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan MultusConfigResync { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Path of a kubeconfig; null for the usual places and the pod's own credentials.</summary>
    public string? Kubeconfig { get; init; }
}
