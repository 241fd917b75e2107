using Microsoft.Extensions.Hosting;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>Writes recorded events for the life of the controller.</summary>
internal sealed class EventService(EventRecorder events) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => events.RunAsync(stoppingToken);
}
