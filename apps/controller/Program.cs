using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Spiderpool.Api;
using Spiderpool.Controller;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;

var configPath = new Option<string?>("--config-path")
{
    Description = "conf.yml of the ConfigMap spiderpool-conf; without it each setting has its default",
};
var kubeconfig = new Option<string?>("--kubeconfig")
{
    Description = "kubeconfig file; default: $KUBECONFIG, the pod's own credentials, ~/.kube/config",
};
var daemon = new Command("daemon", "Serve the webhooks; as the leader, reconcile and reclaim.") { configPath, kubeconfig };
daemon.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        var options = ControllerConfiguration.Load(arguments.GetValue(configPath), Environment.GetEnvironmentVariable);
        var api = KubernetesConfiguration.Load(arguments.GetValue(kubeconfig) ?? options.Kubeconfig);
        await using var app = ControllerHost.Build(options, api);
        await app.RunAsync(cancellationToken);
        return 0;
    }
    catch (Exception e) when (e is ReasonException or KubernetesConfigurationException)
    {
        await Console.Error.WriteLineAsync($"spiderpool-controller: {e.Message}");
        return 1;
    }
});
var root = new RootCommand("""
    Cluster daemon of Spiderpool: guards the custom resources, makes pools for applications, takes addresses back.

    Example: SPIDERPOOL_POD_NAMESPACE=kube-system SPIDERPOOL_POD_NAME=spiderpool-controller-0 \
               spiderpool-controller daemon --config-path /etc/spiderpool/conf.yml
    """) { daemon };
return await root.Parse(args).InvokeAsync();
