using Microsoft.Extensions.Logging;
using Spiderpool.Api.AgentApi;
using Spiderpool.Configuration;

namespace Spiderpool.Agent.Configuration;

/// <summary>Makes <see cref="AgentOptions"/> of the configuration file and the environment.</summary>
public static class AgentConfiguration
{
    /// <param name="path">conf.yml; null reads no file and takes the defaults.</param>
    /// <param name="environment">Value of a variable, or null.</param>
    /// <exception cref="Api.ReasonException">One or more values are bad; the message names each.</exception>
    public static AgentOptions Load(string? path, Func<string, string?> environment)
    {
        var errors = new List<string>();
        var keys = path is null ? new Dictionary<string, string>() : ConfigurationFile.Read(path);
        var file = new ConfigurationReader(key => keys.GetValueOrDefault(key), $"{path}:", errors);
        var env = new ConfigurationReader(environment, "environment variable", errors);
        var options = new AgentOptions
        {
            SocketPath = file.Text("ipamUnixSocketPath", AgentPaths.DefaultSocket),
            EnableIPv4 = file.Flag("enableIPv4", true),
            EnableIPv6 = file.Flag("enableIPv6", true),
            EnableStatefulSet = file.Flag("enableStatefulSet", true),
            EnableKubevirtStaticIP = file.Flag("enableKubevirtStaticIP", true),
            EnableSpiderSubnet = file.Flag("enableSpiderSubnet", true),
            EnableAutoPoolForApplication = file.Flag("enableAutoPoolForApplication", true),
            EnableIPConflictDetection = file.Flag("enableIPConflictDetection", false),
            EnableGatewayDetection = file.Flag("enableGatewayDetection", false),
            NodeName = env.Required("SPIDERPOOL_NODE_NAME"),
            PodNamespace = env.Required("SPIDERPOOL_POD_NAMESPACE"),
            PodName = env.Required("SPIDERPOOL_POD_NAME"),
            // The file goes before the environment: it alone can change while the agent runs.
            LogLevel = file.OneOf("logLevel",
                env.OneOf("SPIDERPOOL_LOG_LEVEL", LogLevel.Information, LogLevels.ByName), LogLevels.ByName),
            EnableMetrics = env.Flag("SPIDERPOOL_ENABLED_METRIC", false),
            HealthPort = env.Number("SPIDERPOOL_HEALTH_PORT", 5710, 0, 65535),
            MetricsPort = env.Number("SPIDERPOOL_METRIC_HTTP_PORT", 5711, 0, 65535),
            MaxAllocatedIPs = env.Number("SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS", 5000, 1, 10_000),
            ReleaseConflictIPs = env.Flag("SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS", true),
            IsolateNetworkNamespaces = env.Flag("SPIDERPOOL_MULTINIC_NAMESPACE_ISOLATION", false),
            SharedNetworkNamespaces = env.Text("SPIDERPOOL_MULTINIC_GLOBAL_NAMESPACES", "default"),
            ClusterNetwork = env.Text("MULTUS_CLUSTER_NETWORK", ""),
            RequestTimeout = TimeSpan.FromSeconds(env.Number("SPIDERPOOL_REQUEST_TIMEOUT_SECONDS", 60, 1, 95)),
            AutomaticPoolPatience = env.Seconds("SPIDERPOOL_WAIT_SUBNET_POOL_TIME_IN_SECOND", 2, 0, 60)
                * env.Number("SPIDERPOOL_WAIT_SUBNET_POOL_MAX_RETRIES", 25, 1, 1000),
            Kubeconfig = environment("KUBECONFIG") is { Length: > 0 } kubeconfig ? kubeconfig : null,
        };
        if (!options.EnableIPv4 && !options.EnableIPv6) errors.Add($"{path}: enableIPv4 and enableIPv6 are both false, one must be true");
        ConfigurationReader.ThrowIfAny(errors);
        return options;
    }
}
