using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Configuration;
using Spiderpool.Agent.Coordinators;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Http;
using Spiderpool.Agent.Metrics;
using Spiderpool.Agent.Networks;
using Spiderpool.Agent.Release;
using Spiderpool.Agent.Subnets;
using Spiderpool.Api.AgentApi;
using Spiderpool.Configuration;
using Spiderpool.Configuration.Memory;
using Spiderpool.Configuration.Reload;
using Spiderpool.Ipam.Networks;
using Spiderpool.Ipam.Selection;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Agent;

/// <summary>
/// The node daemon: informers, allocator and releaser behind the API on the unix socket, probes and metrics on TCP.
/// Everything in memory can be lost at any moment; the API server is the only truth.
/// </summary>
public static class AgentHost
{
    /// <summary>
    /// Builds the daemon. It listens from <see cref="WebApplication.StartAsync"/> on and is ready when its caches are filled.
    /// </summary>
    /// <param name="options">Settings of the start.</param>
    /// <param name="api">How to reach the API server.</param>
    /// <param name="source">The file that may change some settings later; null for none.</param>
    /// <exception cref="Api.ReasonException">The socket cannot be made.</exception>
    public static WebApplication Build(
        AgentOptions options, KubernetesClientOptions api, ConfigurationSource<AgentOptions>? source = null)
    {
        var live = new LiveOptions<AgentOptions>(options);
        // Empty: no settings files of whatever folder it is started in, and nothing that watches them.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = AgentMetrics.MeterName });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddLiveLevel(() => live.Current.LogLevel).AddJsonConsole(console =>
            (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        var socket = AgentSocket.Bind(options.SocketPath);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, socket));
        AddServices(builder.Services, options, api);
        builder.Services.AddReload(live, source, AgentMetrics.MeterName);
        // Owned by the container so that it lives as long as the listener that borrows its handle.
        builder.Services.AddSingleton(_ => socket);
        if (options.EnableMetrics) AddPrometheus(builder.Services);
        var app = builder.Build();
        // Nothing else asks for it when there is no file.
        app.Services.GetRequiredService<ReloadMetrics>();
        Route(app, options);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, AgentOptions options, Socket socket)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = AgentPaths.MaxBodyBytes;
        kestrel.ListenHandle((ulong)socket.Handle);
        kestrel.Listen(IPAddress.Loopback, options.HealthPort);
        if (options.EnableMetrics) kestrel.ListenAnyIP(options.MetricsPort);
    }

    private static void AddServices(IServiceCollection services, AgentOptions options, KubernetesClientOptions api)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);
        services.AddSingleton(new AllocationOptions
        {
            Selection = new SelectionOptions
            {
                EnableIPv4 = options.EnableIPv4,
                EnableIPv6 = options.EnableIPv6,
                EnableSpiderSubnet = options.EnableSpiderSubnet,
                EnableAutoPoolForApplication = options.EnableAutoPoolForApplication,
                InstallNamespace = options.PodNamespace,
                ClusterNetwork = options.ClusterNetwork,
            },
            EnableStatefulSet = options.EnableStatefulSet,
            EnableKubevirtStaticIP = options.EnableKubevirtStaticIP,
            EnableIPConflictDetection = options.EnableIPConflictDetection,
            EnableGatewayDetection = options.EnableGatewayDetection,
            ReleaseConflictIPs = options.ReleaseConflictIPs,
        });
        services.AddSingleton(new CommitOptions { Writer = options.NodeName, MaxRecords = options.MaxAllocatedIPs });
        services.AddSingleton(_ => new KubernetesClient(api with { UserAgent = $"spiderpool-agent/{ProductVersion.Text}" }));
        services.AddSingleton(p => new ClusterInformers(p.GetRequiredService<KubernetesClient>(), options.NodeName,
            p.GetRequiredService<ILoggerFactory>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new ReservedAddresses(p.GetRequiredService<ClusterInformers>().ReservedIPs));
        services.AddSingleton<TopControllers>();
        services.AddSingleton<IPoolStore>(p => new PoolStore(p.GetRequiredService<KubernetesClient>(),
            p.GetRequiredService<ClusterInformers>().Pools, p.GetRequiredService<ReservedAddresses>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEndpointStore>(p => new EndpointStore(
            p.GetRequiredService<KubernetesClient>(), p.GetRequiredService<ClusterInformers>().Endpoints, options.NodeName));
        services.AddSingleton<IClusterView>(p => new ClusterView(p.GetRequiredService<KubernetesClient>(),
            p.GetRequiredService<ClusterInformers>(), p.GetRequiredService<TopControllers>(), options.NodeName));
        services.AddSingleton<AgentMetrics>();
        services.AddSingleton<EndpointWriter>();
        services.AddSingleton<PoolCommitters>();
        services.AddSingleton<PodLocks>();
        services.AddSingleton<SandboxMemory>();
        services.AddSingleton<Allocator>();
        services.AddSingleton<SubnetLocks>();
        services.AddSingleton<ApplicationPools>();
        services.AddSingleton<AutomaticPoolAllocator>();
        services.AddSingleton<Releaser>();
        services.AddSingleton<ICoordinatorView, CoordinatorView>();
        services.AddSingleton<CoordinatorConfigs>();
        services.AddSingleton(new NetworkOptions
        {
            ClusterNetwork = options.ClusterNetwork,
            DefaultNamespace = options.PodNamespace,
            IsolateNamespaces = options.IsolateNetworkNamespaces,
            SharedNamespaces = options.SharedNetworkNamespaces
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        });
        services.AddSingleton<PodNetworkReader>();
        services.AddSingleton<NetworkStatusWriter>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IpamApi>();
        services.AddSingleton<ProbeApi>();
        services.AddHostedService<InformerService>();
        services.AddHostedService<HeapTrimmer>();
    }

    private static void AddPrometheus(IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter(AgentMetrics.MeterName)
        .AddView(instrument => instrument.GetType() == typeof(Histogram<double>)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. AgentMetrics.Buckets], CardinalityLimit = 1 }
            : new MetricStreamConfiguration { CardinalityLimit = AgentMetrics.MostSeries })
        .AddPrometheusExporter());

    private static void Route(WebApplication app, AgentOptions options)
    {
        if (options.EnableMetrics)
        {
            app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
                context.Connection.LocalPort == options.MetricsPort && context.Request.Path == "/metrics");
        }
        // The API is reachable by the socket alone and the probes by TCP alone; elsewhere 501 (spec/ipam.md 2).
        app.Use((context, next) =>
        {
            var isProbe = context.Request.Path.StartsWithSegments("/v1/runtime");
            var isSocket = context.Connection.RemoteIpAddress is null;
            if (isProbe != isSocket) return next(context);
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            return Task.CompletedTask;
        });
        app.UseRouting();
        app.Services.GetRequiredService<IpamApi>().Map(app);
        app.Services.GetRequiredService<ProbeApi>().Map(app);
    }
}
