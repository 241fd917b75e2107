using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Spiderpool.Agent;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;
using Spiderpool.Configuration.Reload;
using Spiderpool.Kubernetes;

var configPath = new Option<string?>("--config-path")
{
    Description = "conf.yml of the ConfigMap spiderpool-conf; without it each setting has its default",
};
var kubeconfig = new Option<string?>("--kubeconfig")
{
    Description = "kubeconfig file; default: $KUBECONFIG, the pod's own credentials, ~/.kube/config",
};
var daemon = new Command("daemon", "Serve the IPAM API on the node's unix socket.") { configPath, kubeconfig };
daemon.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        var path = arguments.GetValue(configPath);
        AgentOptions Load() => AgentConfiguration.Load(path, Environment.GetEnvironmentVariable);
        var options = Load();
        var source = path is null ? null : new ConfigurationSource<AgentOptions>(path, Load, AgentReload.Fields);
        var api = KubernetesConfiguration.Load(arguments.GetValue(kubeconfig) ?? options.Kubeconfig);
        await using var app = AgentHost.Build(options, api, source);
        await app.RunAsync(cancellationToken);
        return 0;
    }
    catch (Exception e) when (e is ReasonException or KubernetesConfigurationException)
    {
        await Console.Error.WriteLineAsync($"spiderpool-agent: {e.Message}");
        return 1;
    }
});
var root = new RootCommand("""
    Node daemon of Spiderpool: allocates and releases the addresses of this node's pods.

    Example: SPIDERPOOL_NODE_NAME=node-1 SPIDERPOOL_POD_NAMESPACE=kube-system SPIDERPOOL_POD_NAME=spiderpool-agent-x \
               spiderpool-agent daemon --config-path /etc/spiderpool/conf.yml
    """) { daemon };
return await root.Parse(args).InvokeAsync();
