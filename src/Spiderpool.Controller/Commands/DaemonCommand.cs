using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Spiderpool.Configuration.Reload;
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
            var path = arguments.GetValue(configPath);
            ControllerOptions Load() => ControllerConfiguration.Load(path, Environment.GetEnvironmentVariable);
            var source = path is null ? null : new ConfigurationSource<ControllerOptions>(path, Load, ControllerReload.Fields);
            await using var app = ControllerHost.Build(Load(), arguments.Api(), source);
            await app.RunAsync(cancellationToken);
        }));
        return command;
    }
}
