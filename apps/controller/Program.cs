using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Controller;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Installation;
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
daemon.SetAction((arguments, cancellationToken) => RunAsync(async () =>
{
    var options = ControllerConfiguration.Load(arguments.GetValue(configPath), Environment.GetEnvironmentVariable);
    await using var app = ControllerHost.Build(options, Api(arguments));
    await app.RunAsync(cancellationToken);
}));

var init = new Command("init", """
    Make the default objects of a new installation, as SPIDERPOOL_INIT_* say; what exists stays as it is.

    Example: SPIDERPOOL_NAMESPACE=kube-system SPIDERPOOL_INIT_DEFAULT_COORDINATOR_NAME=default \
               SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_NAME=default-v4-ippool SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_SUBNET=10.6.0.0/16 \
               SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_IPRANGES=10.6.1.1-10.6.1.200 spiderpool-controller init
    """) { kubeconfig };
init.SetAction((arguments, cancellationToken) => RunAsync(async () =>
{
    var options = InitConfiguration.Load(Environment.GetEnvironmentVariable);
    using var client = new KubernetesClient(Api(arguments));
    await new Installer(client, options, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
}));

var ns = new Option<string>("--namespace")
{
    Description = "namespace of the installation",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SPIDERPOOL_POD_NAMESPACE") is { Length: > 0 } own ? own : "kube-system",
};
var name = new Option<string>("--controller") { Description = "Deployment of the controller", DefaultValueFactory = _ => "spiderpool-controller" };
var mutating = new Option<string?>("--mutating") { Description = "MutatingWebhookConfiguration; default: the name of the Deployment" };
var validating = new Option<string?>("--validate") { Description = "ValidatingWebhookConfiguration; default: the name of the Deployment" };
var definitions = new Option<bool>("--crds") { Description = "remove the CustomResourceDefinitions too" };
var clean = new Command("clean", """
    Stop the controller and remove webhooks, all objects with their finalizers, Secret and Lease. Pods keep running.

    Example: spiderpool-controller clean --namespace kube-system --crds
    """) { ns, name, mutating, validating, definitions, kubeconfig };
clean.SetAction((arguments, cancellationToken) => RunAsync(async () =>
{
    var options = new CleanOptions
    {
        Namespace = arguments.GetValue(ns)!,
        ControllerName = arguments.GetValue(name)!,
        MutatingWebhook = arguments.GetValue(mutating) ?? arguments.GetValue(name)!,
        ValidatingWebhook = arguments.GetValue(validating) ?? arguments.GetValue(name)!,
        RemoveDefinitions = arguments.GetValue(definitions),
    };
    using var client = new KubernetesClient(Api(arguments));
    await new Cleaner(client, options, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
}));

var version = new Command("version", "Print the version.");
version.SetAction(_ => Console.WriteLine(ProductVersion.Text));
var root = new RootCommand("""
    Cluster daemon of Spiderpool: guards the custom resources, makes pools for applications, takes addresses back.

    Example: SPIDERPOOL_POD_NAMESPACE=kube-system SPIDERPOOL_POD_NAME=spiderpool-controller-0 \
               spiderpool-controller daemon --config-path /etc/spiderpool/conf.yml
    """) { daemon, init, clean, version };
return await root.Parse(args).InvokeAsync();

KubernetesClientOptions Api(ParseResult arguments) =>
    KubernetesConfiguration.Load(arguments.GetValue(kubeconfig) ?? Environment.GetEnvironmentVariable("KUBECONFIG"));

static async Task<int> RunAsync(Func<Task> run)
{
    try
    {
        await run();
        return 0;
    }
    catch (Exception e) when (e is ReasonException or KubernetesConfigurationException or KubernetesApiException)
    {
        await Console.Error.WriteLineAsync($"spiderpool-controller: {e.Message}");
        return 1;
    }
}
