using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
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
        var controller = new WebhookController(await StartHostedAsync(server, configure));
        try
        {
            await controller.AskedAsync();
            return controller;
        }
        catch
        {
            await controller.DisposeAsync();
            throw;
        }
    }

    private static async Task<HostedController> StartHostedAsync(
        ApiServerFixture server, Func<ControllerOptions, ControllerOptions>? configure)
    {
        while (true)
        {
            var port = FreePort();
            try
            {
                return await HostedController.StartAsync(server, options => (configure?.Invoke(options) ?? options) with
                {
                    DeploymentName = options.PodNamespace,
                    EnableWebhooks = true,
                    WebhookPort = port,
                    WebhookUrl = $"https://127.0.0.1:{port}",
                    Reclaim = options.Reclaim with { Enabled = false },
                });
            }
            catch (IOException e) when (e.InnerException is AddressInUseException)
            {
                // Somebody was quicker: the URL must be known before the port can be taken.
            }
        }
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
        try
        {
            await DeleteAsync<MutatingWebhookConfiguration>();
            await DeleteAsync<ValidatingWebhookConfiguration>();
        }
        finally
        {
            await Hosted.DisposeAsync();
        }
    }

    private async Task DeleteAsync<T>() where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            await Hosted.Client.DeleteAsync<T>(null, ConfigurationName);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // It never came to registering it.
        }
    }

    /// <summary>Waits until the API server asks the webhooks: it learns of them some time after they were registered.</summary>
    private async Task AskedAsync()
    {
        // Of this controller alone: the webhooks of one that runs beside it would refuse a second pool with the address.
        var port = Hosted.Services.GetRequiredService<ControllerOptions>().WebhookPort;
        var address = $"10.29.{port >> 8}.{port & 255}";
        while (true)
        {
            SpiderIPPool probe;
            try
            {
                probe = await CreateAsync("probe", new() { IpVersion = 4, Subnet = "10.29.0.0/16", Ips = [address] });
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
