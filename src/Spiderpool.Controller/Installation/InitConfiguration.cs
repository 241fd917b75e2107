using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Configuration;

namespace Spiderpool.Controller.Installation;

/// <summary>Makes <see cref="InitOptions"/> of the environment (spec/components.md 6).</summary>
public static class InitConfiguration
{
    private const string Coordinator = "SPIDERPOOL_INIT_DEFAULT_COORDINATOR_";

    /// <param name="environment">Value of a variable, or null.</param>
    /// <exception cref="ReasonException">One or more values are bad; the message names each.</exception>
    public static InitOptions Load(Func<string, string?> environment)
    {
        var errors = new List<string>();
        var env = new ConfigurationReader(environment, "environment variable", errors);
        var coordinatorName = OrNull(env.Text($"{Coordinator}NAME", ""));
        var options = new InitOptions
        {
            Namespace = env.Required("SPIDERPOOL_NAMESPACE"),
            ControllerName = env.Text("SPIDERPOOL_CONTROLLER_NAME", "spiderpool-controller"),
            AwaitWebhooks = env.Flag("SPIDERPOOL_WEBHOOK_ENABLED", true),
            CoordinatorName = coordinatorName,
            Coordinator = coordinatorName is null ? new() : ReadCoordinator(env, environment, errors),
            Ipv4 = ReadPool(IPFamily.IPv4, env, errors),
            Ipv6 = ReadPool(IPFamily.IPv6, env, errors),
            EnableMultusConfig = env.Flag("SPIDERPOOL_INIT_ENABLE_MULTUS_CONFIG", false),
            CniConfigDir = env.Text("SPIDERPOOL_INIT_DEFAULT_CNI_DIR", "/etc/cni/net.d"),
            DefaultCniName = OrNull(env.Text("SPIDERPOOL_INIT_DEFAULT_CNI_NAME", "")),
            DefaultCniNamespace = env.Text("SPIDERPOOL_INIT_DEFAULT_CNI_NAMESPACE", "kube-system"),
            ReadinessFile = OrNull(env.Text("SPIDERPOOL_INIT_READINESS_FILE", "")),
        };
        ConfigurationReader.ThrowIfAny(errors);
        return options;
    }

    private static SpiderCoordinatorSpec ReadCoordinator(
        ConfigurationReader env, Func<string, string?> environment, List<string> errors) => new()
        {
            Mode = OrNull(env.Text($"{Coordinator}MODE", "")),
            PodCIDRType = OrNull(env.Text($"{Coordinator}POD_CIDR_TYPE", "")),
            TunePodRoutes = env.Flag($"{Coordinator}TUNE_POD_ROUTES", true),
            HijackCIDR = env.Words($"{Coordinator}HIJACK_CIDR"),
            PolicyRoutes = ReadRoutes(environment($"{Coordinator}POLICY_ROUTES"), errors),
            VethLinkAddress = OrNull(env.Text($"{Coordinator}VETH_LINK_ADDRESS", "")),
            VethMTU = env.Number($"{Coordinator}VETH_MTU", 1500, 0, 65535) is > 0 and var mtu ? mtu : null,
        };

    private static IReadOnlyList<PoolRoute>? ReadRoutes(string? text, List<string> errors)
    {
        if (text is null or { Length: 0 }) return null;
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.Default.IReadOnlyListPoolRoute);
        }
        catch (JsonException e)
        {
            errors.Add($"environment variable {Coordinator}POLICY_ROUTES is not a JSON list of routes "
                + $"[{{\"dst\":\"10.0.0.0/8\",\"gw\":\"10.6.0.1\"}}]: {Excerpt.Of(e.Message)}");
            return null;
        }
    }

    private static DefaultPoolOptions? ReadPool(IPFamily family, ConfigurationReader env, List<string> errors)
    {
        var prefix = $"SPIDERPOOL_INIT_DEFAULT_IPV{(family == IPFamily.IPv4 ? 4 : 6)}_";
        var poolName = env.Text($"{prefix}IPPOOL_NAME", "");
        var subnetName = env.Text($"{prefix}SUBNET_NAME", "");
        if (poolName.Length == 0 && subnetName.Length == 0) return null;
        var subnet = env.Required($"{prefix}IPPOOL_SUBNET");
        if (subnet.Length > 0 && (!Prefix.TryParse(subnet, out var parsed) || parsed.Family != family))
            errors.Add($"environment variable {prefix}IPPOOL_SUBNET is \"{Excerpt.Of(subnet)}\", it must be an {family} CIDR");
        return new DefaultPoolOptions(
            family, poolName, subnetName, subnet, env.Words($"{prefix}IPPOOL_IPRANGES"), OrNull(env.Text($"{prefix}IPPOOL_GATEWAY", "")));
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
