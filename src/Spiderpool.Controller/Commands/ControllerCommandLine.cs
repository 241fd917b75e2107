using System.CommandLine;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Commands;

/// <summary>The program spiderpool-controller (spec/components.md 3).</summary>
public static class ControllerCommandLine
{
    internal static readonly Option<string?> Kubeconfig = new("--kubeconfig")
    {
        Description = "kubeconfig file; default: $KUBECONFIG, the pod's own credentials, ~/.kube/config",
    };

    public static Task<int> InvokeAsync(string[] args)
    {
        var version = new Command("version", "Print the version.");
        version.SetAction(_ => Console.WriteLine(ProductVersion.Text));
        var root = new RootCommand("""
            Cluster daemon of Spiderpool: guards the custom resources, makes pools for applications, takes addresses back.

            Example: SPIDERPOOL_POD_NAMESPACE=kube-system SPIDERPOOL_POD_NAME=spiderpool-controller-0 \
                       spiderpool-controller daemon --config-path /etc/spiderpool/conf.yml
            """) { DaemonCommand.Create(), InitCommand.Create(), CleanCommand.Create(), version };
        return root.Parse(args).InvokeAsync();
    }

    internal static KubernetesClientOptions Api(this ParseResult arguments) =>
        KubernetesConfiguration.Load(arguments.GetValue(Kubeconfig) ?? Environment.GetEnvironmentVariable("KUBECONFIG"));

    /// <summary>An error in one line, and status 1.</summary>
    internal static async Task<int> RunAsync(Func<Task> run)
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
}
