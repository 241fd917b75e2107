using Microsoft.Extensions.Logging;
using Spiderpool.Configuration;

namespace Spiderpool.Controller.Configuration;

/// <summary>Makes <see cref="ControllerOptions"/> of the configuration file and the environment.</summary>
public static class ControllerConfiguration
{
    /// <param name="path">conf.yml; null reads no file and takes the defaults.</param>
    /// <param name="environment">Value of a variable, or null.</param>
    /// <exception cref="Api.ReasonException">One or more values are bad; the message names each.</exception>
    public static ControllerOptions Load(string? path, Func<string, string?> environment)
    {
        var errors = new List<string>();
        var keys = path is null ? new Dictionary<string, string>() : ConfigurationFile.Read(path);
        var file = new ConfigurationReader(key => keys.GetValueOrDefault(key), $"{path}:", errors);
        var env = new ConfigurationReader(environment, "environment variable", errors);
        var options = FromFile(file, FromEnvironment(env)) with
        {
            Kubeconfig = environment("KUBECONFIG") is { Length: > 0 } kubeconfig ? kubeconfig : null,
        };
        if (!options.EnableIPv4 && !options.EnableIPv6) errors.Add($"{path}: enableIPv4 and enableIPv6 are both false, one must be true");
        ConfigurationReader.ThrowIfAny(errors);
        return options;
    }

    private static ControllerOptions FromEnvironment(ConfigurationReader env) => new()
    {
        PodNamespace = env.Required("SPIDERPOOL_POD_NAMESPACE"),
        PodName = env.Required("SPIDERPOOL_POD_NAME"),
        DeploymentName = env.Text("SPIDERPOOL_CONTROLLER_DEPLOYMENT_NAME", "spiderpool-controller"),
        LogLevel = env.OneOf("SPIDERPOOL_LOG_LEVEL", LogLevel.Information, LogLevels.ByName),
        EnableMetrics = env.Flag("SPIDERPOOL_ENABLED_METRIC", false),
        EnableDebugMetrics = env.Flag("SPIDERPOOL_ENABLED_DEBUG_METRIC", false),
        ListenAddress = env.Address("SPIDERPOOL_LISTEN_ADDRESS"),
        HttpPort = env.Number("SPIDERPOOL_HEALTH_PORT", 5720, 0, 65535),
        MetricsPort = env.Number("SPIDERPOOL_METRIC_HTTP_PORT", 5721, 0, 65535),
        WebhookPort = env.Number("SPIDERPOOL_WEBHOOK_PORT", 5722, 0, 65535),
        EnableWebhooks = env.Flag("SPIDERPOOL_WEBHOOK_ENABLED", true),
        WebhookUrl = env.Text("SPIDERPOOL_WEBHOOK_URL", "") is { Length: > 0 } url ? url.TrimEnd('/') : null,
        MaxAllocatedIPs = env.Number("SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS", 5000, 1, 10_000),
        EnableCoordinator = env.Flag("SPIDERPOOL_COORDINATOR_ENABLED", false),
        CoordinatorName = env.Text("SPIDERPOOL_COORDINATOR_DEAFULT_NAME", "default"),
        EnableMultusConfig = env.Flag("SPIDERPOOL_MULTUS_CONFIG_ENABLED", false),
        CniConfigDir = env.Text("SPIDERPOOL_CNI_CONFIG_DIR", "/etc/cni/net.d"),
        CiliumConfigMap = env.Text("SPIDERPOOL_CILIUM_CONFIGMAP_NAMESPACE_NAME", "kube-system/cilium-config"),
        Leadership = new LeadershipOptions
        {
            LeaseDuration = env.Seconds("SPIDERPOOL_LEADER_DURATION", 15, 2, 300),
            RenewDeadline = env.Seconds("SPIDERPOOL_LEADER_RENEW_DEADLINE", 10, 1, 299),
            RetryPeriod = env.Seconds("SPIDERPOOL_LEADER_RETRY_PERIOD", 2, 1, 298),
            RetryGap = env.Seconds("SPIDERPOOL_LEADER_RETRY_GAP", 1, 0, 60),
        },
        Reclaim = new ReclaimOptions
        {
            Enabled = env.Flag("SPIDERPOOL_GC_IP_ENABLED", true),
            TerminatingOnReadyNode = env.Flag("SPIDERPOOL_GC_STATELESS_TERMINATING_POD_ON_READY_NODE_ENABLED", true),
            TerminatingOnNotReadyNode = env.Flag("SPIDERPOOL_GC_STATELESS_TERMINATING_POD_ON_NOT_READY_NODE_ENABLED", true),
            ScanInterval = env.Seconds("SPIDERPOOL_GC_DEFAULT_INTERVAL_DURATION", 600, 1, 86_400),
            AdditionalGrace = env.Seconds("SPIDERPOOL_GC_ADDITIONAL_GRACE_DELAY", 0, 0, 86_400),
        },
        SubnetWorkers = env.Number("SPIDERPOOL_SUBNET_INFORMER_WORKERS", 5, 1, 100),
        ApplicationWorkers = env.Number("SPIDERPOOL_SUBNET_APPLICATION_CONTROLLER_WORKERS", 5, 1, 100),
        PoolWorkers = env.Number("SPIDERPOOL_IPPOOL_INFORMER_WORKERS", 3, 1, 100),
        PoolResync = env.Seconds("SPIDERPOOL_IPPOOL_INFORMER_RESYNC_PERIOD", 300, 1, 86_400),
        SubnetResync = env.Seconds("SPIDERPOOL_SUBNET_INFORMER_RESYNC_PERIOD", 300, 1, 86_400),
        CoordinatorResync = env.Seconds("SPIDERPOOL_COORDINATOR_INFORMER_RESYNC_PERIOD", 60, 1, 86_400),
        MultusConfigResync = env.Seconds("SPIDERPOOL_MULTUS_CONFIG_INFORMER_RESYNC_PERIOD", 60, 1, 86_400),
    };

    private static ControllerOptions FromFile(ConfigurationReader file, ControllerOptions options) => options with
    {
        // The file goes before the environment: it alone can change while the controller runs.
        LogLevel = file.OneOf("logLevel", options.LogLevel, LogLevels.ByName),
        Reclaim = FromFile(file, options.Reclaim),
        EnableIPv4 = file.Flag("enableIPv4", true),
        EnableIPv6 = file.Flag("enableIPv6", true),
        EnableStatefulSet = file.Flag("enableStatefulSet", true),
        EnableKubevirtStaticIP = file.Flag("enableKubevirtStaticIP", true),
        EnableSpiderSubnet = file.Flag("enableSpiderSubnet", true),
        EnableAutoPoolForApplication = file.Flag("enableAutoPoolForApplication", true),
        EnableValidatingResourcesDeletedWebhook = file.Flag("enableValidatingResourcesDeletedWebhook", false),
        // The chart of the original renders the first name and its program reads the second (spec/ipam.md 7.2).
        AutoPoolRedundantIPNumber = file.Number("clusterSubnetDefaultFlexibleIPNumber",
            file.Number("clusterSubnetAutoPoolDefaultRedundantIPNumber", 0, 0, 5000), 0, 5000),
        PodResourceInject = new ResourceInjectionOptions
        {
            Enabled = file.Flag("podResourceInject.enabled", false),
            NamespacesExclude = file.List("podResourceInject.namespacesExclude",
                "kube-system", "spiderpool", "metallb-system", "istio-system"),
            NamespacesInclude = file.List("podResourceInject.namespacesInclude"),
        },
    };

    private static ReclaimOptions FromFile(ConfigurationReader file, ReclaimOptions options) => options with
    {
        ScanInterval = file.Seconds("gc.gcAll.intervalInSecond", (int)options.ScanInterval.TotalSeconds, 1, 86_400),
        AdditionalGrace = file.Seconds("gc.gcDeletingTimeOutPodDelay", (int)options.AdditionalGrace.TotalSeconds, 0, 86_400),
        TerminatingOnReadyNode = file.Flag("gc.statelessPod.zombieOnReadyNode", options.TerminatingOnReadyNode),
        TerminatingOnNotReadyNode = file.Flag("gc.statelessPod.zombieOnNotReadyNode", options.TerminatingOnNotReadyNode),
    };
}
