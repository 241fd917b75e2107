using Microsoft.Extensions.Logging;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Configuration;

/// <summary>All settings of the agent: the file of spec/ipam.md 12.1 and the environment of 12.2.</summary>
public sealed record AgentOptions
{
    // From conf.yml. A key that is absent has the chart's default.
    public string SocketPath { get; init; } = AgentPaths.DefaultSocket;

    public bool EnableIPv4 { get; init; } = true;

    public bool EnableIPv6 { get; init; } = true;

    public bool EnableStatefulSet { get; init; } = true;

    public bool EnableKubevirtStaticIP { get; init; } = true;

    public bool EnableSpiderSubnet { get; init; } = true;

    public bool EnableAutoPoolForApplication { get; init; } = true;

    public bool EnableIPConflictDetection { get; init; }

    public bool EnableGatewayDetection { get; init; }

    // From the environment.
    public required string NodeName { get; init; }

    public required string PodNamespace { get; init; }

    public required string PodName { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public bool EnableMetrics { get; init; }

    /// <summary>TCP port of the probes; they listen on loopback only.</summary>
    public int HealthPort { get; init; } = 5710;

    public int MetricsPort { get; init; } = 5711;

    public int MaxAllocatedIPs { get; init; } = 5000;

    public bool ReleaseConflictIPs { get; init; } = true;

    /// <summary><c>namespace/name</c> of the NAD of the first interface; empty without a multi-network plugin.</summary>
    public string ClusterNetwork { get; init; } = "";

    /// <summary>Whether pods may name only networks of their own namespace and of <see cref="SharedNetworkNamespaces"/>.</summary>
    public bool IsolateNetworkNamespaces { get; init; }

    /// <summary>Namespaces whose networks each pod may name, with commas.</summary>
    public string SharedNetworkNamespaces { get; init; } = "default";

    /// <summary>Longest time that one request of the plugin is worked on; the plugin itself gives up after 100 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a pod waits for its application's automatic pool; the request's own time ends it, too.</summary>
    public TimeSpan AutomaticPoolPatience { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>Path of a kubeconfig; null for the usual places and the pod's own credentials.</summary>
    public string? Kubeconfig { get; init; }
}
