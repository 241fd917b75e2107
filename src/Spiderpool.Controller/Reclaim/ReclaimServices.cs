using Microsoft.Extensions.DependencyInjection;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;

namespace Spiderpool.Controller.Reclaim;

internal static class ReclaimServices
{
    public static IServiceCollection AddReclaim(this IServiceCollection services)
    {
        services.AddSingleton(p => p.GetRequiredService<LiveOptions<ControllerOptions>>().Current.Reclaim.Rules);
        services.AddSingleton(p => new PodsByUid(p.GetRequiredService<ClusterInformers>().Pods));
        services.AddSingleton<IReclaimCluster, ReclaimCluster>();
        services.AddSingleton<PodTrace>();
        services.AddSingleton<PoolReclaimer>();
        services.AddSingleton<EndpointReclaimer>();
        services.AddSingleton<ReclaimScanner>();
        services.AddSingleton<ReclaimReporter>();
        services.AddSingleton<ReclaimTask>();
        services.AddSingleton<ILeaderTask>(p => p.GetRequiredService<ReclaimTask>());
        return services;
    }
}
