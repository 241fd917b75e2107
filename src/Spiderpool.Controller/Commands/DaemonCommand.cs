using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Commands;

internal static class DaemonCommand
{
    public static Command Create()
    {
        var configPath = new Option<string?>("--config-path")
        {
            Description = "conf.yml of the ConfigMap spiderpool-conf; without it each setting has its default",
        };
        var command = new Command("daemon", "Serve the webhooks; as the leader, reconcile and reclaim.")
        {
            configPath, ControllerCommandLine.Kubeconfig,
        };
        command.SetAction((arguments, cancellationToken) => ControllerCommandLine.RunAsync(async () =>
        {
            var options = ControllerConfiguration.Load(arguments.GetValue(configPath), Environment.GetEnvironmentVariable);
            await using var app = ControllerHost.Build(options, arguments.Api());
            await app.RunAsync(cancellationToken);
        }));
        return command;
    }
}
