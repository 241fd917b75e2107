using Microsoft.Extensions.Hosting;

namespace Spiderpool.Agent.Cluster;

/// <summary>Keeps the informers running for the life of the agent.</summary>
internal sealed class InformerService(ClusterInformers informers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => informers.RunAsync(stoppingToken);
}
