using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests;

/// <summary>A whole controller that leads, on the test's API server, with a Lease of its own.</summary>
internal sealed class HostedController : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private readonly TestScope _scope;
    private readonly bool _ownsScope;

    private HostedController(WebApplication app, TestScope scope, bool ownsScope, KubernetesClient client) =>
        (_app, _scope, _ownsScope, Client) = (app, scope, ownsScope, client);

    public KubernetesClient Client { get; }

    public ClusterInformers Informers => _app.Services.GetRequiredService<ClusterInformers>();

    public IServiceProvider Services => _app.Services;

    public string Namespace => _scope.Namespace;

    /// <summary>The HTTP port, on this machine.</summary>
    public Uri Api =>
        new UriBuilder(_app.Urls.First(url => url.StartsWith("http://", StringComparison.Ordinal))) { Host = "127.0.0.1" }.Uri;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one that leads in a namespace of its own.</summary>
    /// <param name="server">Where it works.</param>
    /// <param name="configure">Changes the options of the test.</param>
    public static async Task<HostedController> StartAsync(
        ApiServerFixture server, Func<ControllerOptions, ControllerOptions>? configure = null)
    {
        var scope = await server.OpenScopeAsync(Cancellation);
        var controller = await StartAsync(server, scope, ownsScope: true, "controller-0", configure);
        while (!controller.Services.GetRequiredService<LeaderService>().IsLeader) await Task.Delay(Pause, Cancellation);
        return controller;
    }

    /// <summary>Starts another replica, which waits for the leadership of this one.</summary>
    public async Task<HostedController> StartReplicaAsync(ApiServerFixture server, string name)
    {
        var replica = await StartAsync(server, _scope, ownsScope: false, name, configure: null);
        while (replica.Services.GetRequiredService<LeaderService>().Leader is null) await Task.Delay(Pause, Cancellation);
        return replica;
    }

    private static async Task<HostedController> StartAsync(
        ApiServerFixture server, TestScope scope, bool ownsScope, string name, Func<ControllerOptions, ControllerOptions>? configure)
    {
        var options = new ControllerOptions
        {
            PodNamespace = scope.Namespace,
            PodName = name,
            HttpPort = 0,
            MetricsPort = 0,
            WebhookPort = 0,
            EnableWebhooks = false,
            LogLevel = LogLevel.Error,
            Leadership = new LeadershipOptions
            {
                LeaseDuration = TimeSpan.FromSeconds(15),
                RenewDeadline = TimeSpan.FromSeconds(10),
                RetryPeriod = TimeSpan.FromSeconds(1),
            },
        };
        var api = KubernetesConfiguration.FromKubeconfig(server.KubeconfigPath);
        var app = ControllerHost.Build(configure is null ? options : configure(options), api);
        var controller = new HostedController(app, scope, ownsScope, new KubernetesClient(api));
        try
        {
            await app.StartAsync(Cancellation);
            await controller.Informers.WaitForSyncAsync(Cancellation);
            return controller;
        }
        catch
        {
            // Its leader tasks run already, also where its ports are taken: it would register webhooks that nobody answers.
            await controller.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that no other test uses.</summary>
    public string Name(string prefix) => _scope.Name(prefix);

    public Task<T> CreateAsync<T>(T obj) where T : KubernetesObject, IKubernetesResource<T> => Client.CreateAsync(obj, Cancellation);

    /// <summary>Waits until the API server has the object in a state.</summary>
    /// <param name="informer">Informer of the kind.</param>
    /// <param name="key"><c>namespace/name</c>, or <c>name</c>.</param>
    /// <param name="condition">Gets null while there is no such object.</param>
    public static Task<T?> UntilAsync<T>(Informer<T> informer, string key, Func<T?, bool> condition)
        where T : KubernetesObject, IKubernetesResource<T> => informer.WaitForAsync(key, condition, Cancellation);

    /// <summary>Ends the controller; its objects stay.</summary>
    public Task StopAsync() => _app.StopAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_ownsScope) await _scope.DisposeAsync();
        Client.Dispose();
    }
}
