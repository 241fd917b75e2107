using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;

namespace Spiderpool.Agent.Tests.Configuration;

/// <summary>conf.yml and the environment (spec/ipam.md 12): each bad value is named, all at once.</summary>
public sealed class AgentConfigurationTests : IDisposable
{
    private static readonly Dictionary<string, string> Required = new()
    {
        ["SPIDERPOOL_NODE_NAME"] = "node-a",
        ["SPIDERPOOL_POD_NAMESPACE"] = "kube-system",
        ["SPIDERPOOL_POD_NAME"] = "agent-x",
    };

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Without_a_file_all_settings_have_their_defaults()
    {
        var options = AgentConfiguration.Load(null, name => Required.GetValueOrDefault(name));

        Assert.Equal(
            new AgentOptions { NodeName = "node-a", PodNamespace = "kube-system", PodName = "agent-x" }, options);
        Assert.Equal("/var/run/spidernet/spiderpool.sock", options.SocketPath);
        Assert.Equal((5710, 5711, 5000), (options.HealthPort, options.MetricsPort, options.MaxAllocatedIPs));
        Assert.True(options.EnableIPv4 && options.EnableIPv6 && options.EnableStatefulSet && options.ReleaseConflictIPs);
    }

    [Fact]
    public void An_empty_file_changes_nothing() =>
        Assert.Equal(AgentConfiguration.Load(null, Lookup()), Load("", Lookup()));

    [Fact]
    public void Each_setting_is_read()
    {
        var options = Load(
            """
            ipamUnixSocketPath: /run/x.sock
            enableIPv4: true
            enableIPv6: false
            enableStatefulSet: false
            enableSpiderSubnet: false
            enableAutoPoolForApplication: false
            enableIPConflictDetection: true
            enableGatewayDetection: true
            clusterNetwork: ignored
            unknown: { nested: [1, 2] }
            """,
            Lookup(("SPIDERPOOL_LOG_LEVEL", "WARN"), ("SPIDERPOOL_ENABLED_METRIC", "true"), ("SPIDERPOOL_HEALTH_PORT", "15710"),
                ("SPIDERPOOL_METRIC_HTTP_PORT", "15711"), ("SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS", "10"),
                ("SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS", "false"), ("MULTUS_CLUSTER_NETWORK", "kube-system/macvlan"),
                ("SPIDERPOOL_MULTINIC_NAMESPACE_ISOLATION", "true"), ("SPIDERPOOL_MULTINIC_GLOBAL_NAMESPACES", "net, lab"),
                ("SPIDERPOOL_REQUEST_TIMEOUT_SECONDS", "7"), ("KUBECONFIG", "/k")));

        Assert.Equal(
            new AgentOptions
            {
                NodeName = "node-a",
                PodNamespace = "kube-system",
                PodName = "agent-x",
                SocketPath = "/run/x.sock",
                EnableIPv6 = false,
                EnableStatefulSet = false,
                EnableSpiderSubnet = false,
                EnableAutoPoolForApplication = false,
                EnableIPConflictDetection = true,
                EnableGatewayDetection = true,
                LogLevel = LogLevel.Warning,
                EnableMetrics = true,
                HealthPort = 15710,
                MetricsPort = 15711,
                MaxAllocatedIPs = 10,
                ReleaseConflictIPs = false,
                ClusterNetwork = "kube-system/macvlan",
                IsolateNetworkNamespaces = true,
                SharedNetworkNamespaces = "net, lab",
                RequestTimeout = TimeSpan.FromSeconds(7),
                Kubeconfig = "/k",
            },
            options);
    }

    [Theory]
    [InlineData("SPIDERPOOL_LOG_LEVEL", "loud", "one of debug, info, warn, error, fatal, panic")]
    [InlineData("SPIDERPOOL_ENABLED_METRIC", "yes", "true or false")]
    [InlineData("SPIDERPOOL_HEALTH_PORT", "65536", "a whole number from 0 to 65535")]
    [InlineData("SPIDERPOOL_METRIC_HTTP_PORT", "-1", "a whole number from 0 to 65535")]
    [InlineData("SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS", "0", "a whole number from 1 to 10000")]
    [InlineData("SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS", "1e3", "a whole number from 1 to 10000")]
    [InlineData("SPIDERPOOL_ENABLED_RELEASE_CONFLICT_IPS", "1", "true or false")]
    [InlineData("SPIDERPOOL_REQUEST_TIMEOUT_SECONDS", "96", "a whole number from 1 to 95")]
    public void A_bad_variable_is_named_with_what_it_must_be(string variable, string value, string wanted) => Assert.Equal(
        $"environment variable {variable} is \"{value}\", it must be {wanted}", Failure(null, Lookup((variable, value))));

    [Theory]
    [InlineData("SPIDERPOOL_NODE_NAME")]
    [InlineData("SPIDERPOOL_POD_NAMESPACE")]
    [InlineData("SPIDERPOOL_POD_NAME")]
    public void A_required_variable_may_not_be_absent_or_empty(string variable)
    {
        Assert.Equal($"environment variable {variable} is not set, it is required", Failure(null, Lookup((variable, ""))));
        Assert.Equal(
            $"environment variable {variable} is not set, it is required",
            Failure(null, name => name == variable ? null : Required.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("enableIPv4")]
    [InlineData("enableIPv6")]
    [InlineData("enableStatefulSet")]
    [InlineData("enableSpiderSubnet")]
    [InlineData("enableAutoPoolForApplication")]
    [InlineData("enableIPConflictDetection")]
    [InlineData("enableGatewayDetection")]
    public void A_bad_key_of_the_file_is_named_with_the_file(string key) =>
        Assert.Equal($"{_file}: {key} is \"maybe\", it must be true or false", Failure($"{key}: maybe", Lookup()));

    [Fact]
    public void All_bad_values_are_told_at_once()
    {
        var failure = Failure(
            "enableIPv4: no\nenableIPv6: no\n", Lookup(("SPIDERPOOL_LOG_LEVEL", "x"), ("SPIDERPOOL_NODE_NAME", "")));

        Assert.Equal(
            [
                $"{_file}: enableIPv4 is \"no\", it must be true or false",
                $"{_file}: enableIPv6 is \"no\", it must be true or false",
                "environment variable SPIDERPOOL_NODE_NAME is not set, it is required",
                "environment variable SPIDERPOOL_LOG_LEVEL is \"x\", it must be one of debug, info, warn, error, fatal, panic",
            ], failure.Split("; "));
    }

    [Fact]
    public void One_family_must_be_enabled() => Assert.Equal(
        $"{_file}: enableIPv4 and enableIPv6 are both false, one must be true",
        Failure("enableIPv4: false\nenableIPv6: false\n", Lookup()));

    [Theory]
    [InlineData("- a\n- b\n", "it is not a map of keys to values")]
    [InlineData("a: [", "line ")]
    public void A_file_that_cannot_be_read_is_named(string text, string problem) =>
        Assert.StartsWith($"configuration file {_file}: {problem}", Failure(text, Lookup()));

    [Fact]
    public void A_file_that_does_not_exist_is_named()
    {
        var failure = Assert.Throws<ReasonException>(() => AgentConfiguration.Load("/no/such/conf.yml", Lookup()));

        Assert.StartsWith("configuration file /no/such/conf.yml: ", failure.Detail);
        Assert.EndsWith("correct it or name another with --config-path", failure.Detail);
    }

    private static Func<string, string?> Lookup(params (string Name, string Value)[] set) => name =>
        set.FirstOrDefault(variable => variable.Name == name).Value ?? Required.GetValueOrDefault(name);

    private AgentOptions Load(string text, Func<string, string?> environment)
    {
        File.WriteAllText(_file, text);
        return AgentConfiguration.Load(_file, environment);
    }

    private string Failure(string? text, Func<string, string?> environment)
    {
        var failure = Assert.Throws<ReasonException>(
            () => text is null ? AgentConfiguration.Load(null, environment) : Load(text, environment));
        Assert.Equal(Reason.InvalidConfiguration, failure.Reason);
        return failure.Detail;
    }
}
