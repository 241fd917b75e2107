using Microsoft.Extensions.Hosting;

namespace Spiderpool.Controller.Cluster;

/// <summary>Keeps the informers running for the life of the controller.</summary>
internal sealed class InformerService(ClusterInformers informers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => informers.RunAsync(stoppingToken);
}
