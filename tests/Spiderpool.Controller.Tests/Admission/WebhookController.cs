using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>A controller whose webhooks the API server of the test reaches by URL, since there is no Service.</summary>
internal sealed class WebhookController : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private WebhookController(HostedController hosted) => Hosted = hosted;

    public HostedController Hosted { get; }

    private string ConfigurationName => Hosted.Services.GetRequiredService<ControllerOptions>().DeploymentName;

    public static async Task<WebhookController> StartAsync(
        ApiServerFixture server, Func<ControllerOptions, ControllerOptions>? configure = null)
    {
        var port = FreePort();
        var hosted = await HostedController.StartAsync(server, options => (configure?.Invoke(options) ?? options) with
        {
            DeploymentName = options.PodNamespace,
            EnableWebhooks = true,
            WebhookPort = port,
            WebhookUrl = $"https://127.0.0.1:{port}",
            Reclaim = options.Reclaim with { Enabled = false },
        });
        var controller = new WebhookController(hosted);
        await controller.AskedAsync();
        return controller;
    }

    public Task<SpiderIPPool> CreateAsync(string prefix, SpiderIPPoolSpec spec) =>
        Hosted.CreateAsync(new SpiderIPPool { Metadata = new ObjectMeta { Name = Hosted.Name(prefix) }, Spec = spec });

    /// <summary>Waits until the controller has seen this version of the pool, or a later one.</summary>
    public Task KnowAsync(SpiderIPPool pool) => TestController.SeenAsync(pool, Hosted.Informers.Pools);

    /// <summary>Waits until the controller has written the counts and conditions of a new pool.</summary>
    public async Task<SpiderIPPool> ReadyAsync(SpiderIPPool pool) => (await HostedController.UntilAsync(Hosted.Informers.Pools, pool.Key,
        found => found?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true))!;

    public async ValueTask DisposeAsync()
    {
        // First, since no pool could be deleted any more once nobody answers.
        await Hosted.Client.DeleteAsync<MutatingWebhookConfiguration>(null, ConfigurationName);
        await Hosted.Client.DeleteAsync<ValidatingWebhookConfiguration>(null, ConfigurationName);
        await Hosted.DisposeAsync();
    }

    /// <summary>Waits until the API server asks the webhooks: it learns of them some time after they were registered.</summary>
    private async Task AskedAsync()
    {
        while (true)
        {
            SpiderIPPool probe;
            try
            {
                probe = await CreateAsync("probe", new() { IpVersion = 4, Subnet = "10.29.0.0/24", Ips = ["10.29.0.5"] });
            }
            catch (KubernetesApiException e) when (e.IsTransient)
            {
                // A real API server still asks the webhooks of the controller before for a moment.
                await Task.Delay(Pause, HostedController.Cancellation);
                continue;
            }
            await Hosted.Client.DeleteAsync<SpiderIPPool>(null, probe.Metadata.Name!, cancellationToken: HostedController.Cancellation);
            await HostedController.UntilAsync(Hosted.Informers.Pools, probe.Key, found => found is null);
            var isRegistered = await Hosted.Client.TryGetAsync<ValidatingWebhookConfiguration>(
                null, ConfigurationName, HostedController.Cancellation) is not null;
            if (isRegistered && probe.Metadata.Finalizers is not null) return;
            await Task.Delay(Pause, HostedController.Cancellation);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
