using System.CommandLine;
using Spiderpool.Controller.Installation;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Commands;

internal static class InitCommand
{
    public static Command Create()
    {
        var command = new Command("init", """
            Make the default objects of a new installation, as SPIDERPOOL_INIT_* say; what exists stays as it is.

            Example: SPIDERPOOL_NAMESPACE=kube-system SPIDERPOOL_INIT_DEFAULT_COORDINATOR_NAME=default \
                       SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_NAME=default-v4-ippool \
                       SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_SUBNET=10.6.0.0/16 \
                       SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_IPRANGES=10.6.1.1-10.6.1.200 spiderpool-controller init
            """) { ControllerCommandLine.Kubeconfig };
        command.SetAction((arguments, cancellationToken) => ControllerCommandLine.RunAsync(async () =>
        {
            var options = InitConfiguration.Load(Environment.GetEnvironmentVariable);
            using var client = new KubernetesClient(arguments.Api());
            await new Installer(client, options, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
        }));
        return command;
    }
}
