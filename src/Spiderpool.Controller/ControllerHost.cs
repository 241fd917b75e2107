using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Spiderpool.Api;
using Spiderpool.Configuration;
using Spiderpool.Configuration.Memory;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Admission;
using Spiderpool.Controller.Admission.Certificates;
using Spiderpool.Controller.Applications;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Coordinators;
using Spiderpool.Controller.Http;
using Spiderpool.Controller.Leadership;
using Spiderpool.Controller.Metrics;
using Spiderpool.Controller.Networks;
using Spiderpool.Controller.Pools;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Controller.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Controller;

/// <summary>
/// The cluster daemon. Every replica watches, serves webhooks, probes and metrics; one of them, the leader, reconciles and
/// reclaims. Everything in memory can be lost at any moment; the API server is the only truth.
/// </summary>
public static class ControllerHost
{
    private const string Component = "spiderpool-controller";

    /// <summary>Builds the daemon. It listens from <see cref="WebApplication.StartAsync"/> on.</summary>
    /// <param name="options">Settings of the start.</param>
    /// <param name="api">How to reach the API server.</param>
    /// <param name="source">The file that may change some settings later; null for none.</param>
    public static WebApplication Build(
        ControllerOptions options, KubernetesClientOptions api, ConfigurationSource<ControllerOptions>? source = null)
    {
        var live = new LiveOptions<ControllerOptions>(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = Component });
        builder.Logging.ClearProviders().AddLiveLevel(() => live.Current.LogLevel)
            .AddJsonConsole(console => console.UseUtcTimestamp = true);
        builder.Services.AddReload(live, source, ControllerMetrics.MeterName);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        AddCluster(builder.Services, options, api);
        AddLeadership(builder.Services, options);
        builder.Services.AddReclaim();
        builder.Services.AddAdmission();
        builder.Services.AddSingleton<ILeaderTask, PoolReconciler>();
        builder.Services.AddSingleton<SubnetLocks>();
        builder.Services.AddSingleton<ILeaderTask, SubnetReconciler>();
        builder.Services.AddSingleton<ILeaderTask, ApplicationTask>();
        if (options.EnableCoordinator) builder.Services.AddSingleton<ILeaderTask, CoordinatorReconciler>();
        if (options.EnableMultusConfig) builder.Services.AddSingleton<ILeaderTask, NetworkReconciler>();
        AddHttp(builder.Services, options);
        var app = builder.Build();
        // Nothing else asks for these: they only look on.
        app.Services.GetRequiredService<ReconcilerMetrics>();
        app.Services.GetRequiredService<ReloadMetrics>();
        if (options.EnableDebugMetrics) app.Services.GetRequiredService<DebugMetrics>();
        Route(app, options);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ControllerOptions options)
    {
        kestrel.AddServerHeader = false;
        Listen(kestrel, options.ListenAddress, options.HttpPort, _ => { });
        Listen(kestrel, options.ListenAddress, options.WebhookPort, listener => listener.UseHttps(https =>
            https.ServerCertificateSelector = (_, _) =>
                kestrel.ApplicationServices.GetRequiredService<ServingCertificate>().Current));
        kestrel.Limits.MaxRequestBodySize = AdmissionApi.MaxBodyBytes;
        if (options.EnableMetrics) Listen(kestrel, options.ListenAddress, options.MetricsPort, _ => { });
    }

    private static void Listen(KestrelServerOptions kestrel, IPAddress? address, int port, Action<ListenOptions> configure)
    {
        if (address is null) kestrel.ListenAnyIP(port, configure);
        else kestrel.Listen(address, port, configure);
    }

    private static void AddCluster(IServiceCollection services, ControllerOptions options, KubernetesClientOptions api)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Leadership);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new KubernetesClient(api with { UserAgent = $"{Component}/{ProductVersion.Text}" }));
        services.AddSingleton<ClusterInformers>();
        services.AddSingleton(p => new EventRecorder(
            p.GetRequiredService<KubernetesClient>(), new EventRecorderOptions { Component = Component, Instance = options.PodName },
            p.GetRequiredService<ILogger<EventRecorder>>(), p.GetRequiredService<TimeProvider>()));
        services.AddHostedService<InformerService>();
        services.AddHostedService<EventService>();
        services.AddHostedService<HeapTrimmer>();
    }

    private static void AddLeadership(IServiceCollection services, ControllerOptions options)
    {
        services.AddSingleton(p => new LeaderElector(
            p.GetRequiredService<KubernetesClient>(),
            new LeaderElectionOptions
            {
                Namespace = options.PodNamespace,
                Name = LeadershipOptions.LeaseName,
                Identity = options.PodName,
                LeaseDuration = options.Leadership.LeaseDuration,
                RenewDeadline = options.Leadership.RenewDeadline,
                RetryPeriod = options.Leadership.RetryPeriod,
            },
            p.GetRequiredService<ILogger<LeaderElector>>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LeaderService>();
        services.AddSingleton<ILeaderFence, LeaderFence>();
        services.AddHostedService(p => p.GetRequiredService<LeaderService>());
    }

    private static void AddHttp(IServiceCollection services, ControllerOptions options)
    {
        services.AddSingleton<ControllerMetrics>();
        services.AddSingleton<ReconcilerMetrics>();
        services.AddSingleton<DebugMetrics>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ProbeApi>();
        services.AddSingleton<AccessReviewer>();
        services.AddSingleton<AddressBook>();
        services.AddSingleton<ClusterSummary>();
        services.AddSingleton<ControllerApi>();
        if (!options.EnableMetrics) return;
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ControllerMetrics.MeterName, DebugMetrics.MeterName).AddView(ViewOf).AddPrometheusExporter());
    }

    /// <summary>The library takes the memory for the most series of a metric at once.</summary>
    private static MetricStreamConfiguration ViewOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => new ExplicitBucketHistogramConfiguration
        {
            Boundaries = [.. ControllerMetrics.Buckets],
            CardinalityLimit = 1,
        },
        { Meter.Name: DebugMetrics.MeterName } => new() { CardinalityLimit = DebugMetrics.MostSeries },
        _ => new() { CardinalityLimit = Reason.All.Count },
    };

    private static void Route(WebApplication app, ControllerOptions options)
    {
        if (options.EnableMetrics)
        {
            app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
                context.Connection.LocalPort == options.MetricsPort && context.Request.Path == "/metrics");
        }
        app.UseRouting();
        app.Services.GetRequiredService<ProbeApi>().Map(app);
        app.Services.GetRequiredService<ControllerApi>().Map(app);
        app.Services.GetRequiredService<AdmissionApi>().Map(app);
    }
}
