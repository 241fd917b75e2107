using System.CommandLine;
using Spiderpool.Controller.Installation;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Commands;

internal static class CleanCommand
{
    public static Command Create()
    {
        var ns = new Option<string>("--namespace")
        {
            Description = "namespace of the installation",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SPIDERPOOL_POD_NAMESPACE") is { Length: > 0 } own
                ? own
                : "kube-system",
        };
        var name = new Option<string>("--controller")
        {
            Description = "Deployment of the controller",
            DefaultValueFactory = _ => "spiderpool-controller",
        };
        var mutating = new Option<string?>("--mutating") { Description = "MutatingWebhookConfiguration; default: as the Deployment" };
        var validating = new Option<string?>("--validate") { Description = "ValidatingWebhookConfiguration; default: as the Deployment" };
        var definitions = new Option<bool>("--crds") { Description = "remove the CustomResourceDefinitions too" };
        var command = new Command("clean", """
            Stop the controller and remove webhooks, all objects with their finalizers, Secret and Lease. Pods keep running.

            Example: spiderpool-controller clean --namespace kube-system --crds
            """) { ns, name, mutating, validating, definitions, ControllerCommandLine.Kubeconfig };
        command.SetAction((arguments, cancellationToken) => ControllerCommandLine.RunAsync(async () =>
        {
            var options = new CleanOptions
            {
                Namespace = arguments.GetValue(ns)!,
                ControllerName = arguments.GetValue(name)!,
                MutatingWebhook = arguments.GetValue(mutating) ?? arguments.GetValue(name)!,
                ValidatingWebhook = arguments.GetValue(validating) ?? arguments.GetValue(name)!,
                RemoveDefinitions = arguments.GetValue(definitions),
            };
            using var client = new KubernetesClient(arguments.Api());
            await new Cleaner(client, options, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
        }));
        return command;
    }
}
