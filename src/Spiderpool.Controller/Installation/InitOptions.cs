using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Installation;

/// <summary>What a new installation gets (spec/components.md 6, variables SPIDERPOOL_INIT_*).</summary>
public sealed record InitOptions
{
    /// <summary>Namespace of the installation.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the controller's Deployment, and of its webhook configurations.</summary>
    public string ControllerName { get; init; } = "spiderpool-controller";

    /// <summary>Whether to wait until the webhooks are registered; false for a controller without them.</summary>
    public bool AwaitWebhooks { get; init; } = true;

    /// <summary>Name of the SpiderCoordinator; null for none.</summary>
    public string? CoordinatorName { get; init; }

    public SpiderCoordinatorSpec Coordinator { get; init; } = new();

    public DefaultPoolOptions? Ipv4 { get; init; }

    public DefaultPoolOptions? Ipv6 { get; init; }

    /// <summary>Whether a SpiderMultusConfig for the cluster's CNI is made.</summary>
    public bool EnableMultusConfig { get; init; }

    /// <summary>Folder of the node's CNI configurations.</summary>
    public string CniConfigDir { get; init; } = "/etc/cni/net.d";

    /// <summary>Name of the cluster's CNI network; null to read it from <see cref="CniConfigDir"/>.</summary>
    public string? DefaultCniName { get; init; }

    /// <summary>Namespace of its SpiderMultusConfig.</summary>
    public string DefaultCniNamespace { get; init; } = "kube-system";

    /// <summary>A file that is written when all is done; null for none.</summary>
    public string? ReadinessFile { get; init; }
}
