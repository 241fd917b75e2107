using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api;
using Spiderpool.Api.ControllerApi;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>A Native AOT controller of this project, with webhooks and metrics as in production, and its API.</summary>
internal sealed class ControllerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private ControllerProcess(ChildProcess process, HttpClient http) => (_process, _http) = (process, http);

    public ProcessUsage Usage => ProcessUsage.Of(_process.Pid);

    /// <summary>What it wrote last.</summary>
    public string LastWords => _process.LastWords;

    /// <summary>Since its start.</summary>
    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    /// <param name="kubeconfig">Where it works.</param>
    /// <param name="token">Of a user who may write the status of pools.</param>
    /// <param name="folder">For its output.</param>
    public static ControllerProcess Start(string kubeconfig, string token, TemporaryFolder folder)
    {
        var (port, webhookPort) = (FreePort(), FreePort());
        var environment = new Dictionary<string, string>
        {
            ["SPIDERPOOL_POD_NAMESPACE"] = "kube-system",
            ["SPIDERPOOL_POD_NAME"] = "bench-controller",
            ["SPIDERPOOL_ENABLED_METRIC"] = "true",
            ["SPIDERPOOL_LISTEN_ADDRESS"] = "127.0.0.1",
            ["SPIDERPOOL_HEALTH_PORT"] = $"{port}",
            ["SPIDERPOOL_METRIC_HTTP_PORT"] = "0",
            ["SPIDERPOOL_WEBHOOK_PORT"] = $"{webhookPort}",
            ["SPIDERPOOL_WEBHOOK_URL"] = $"https://127.0.0.1:{webhookPort}",
        };
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new ControllerProcess(ChildProcess.Start(Installation.Binary("spiderpool-controller"),
            ["daemon", "--kubeconfig", kubeconfig], environment, folder.File("controller.log")), http);
    }

    /// <summary>Waits until its first scan of everything has ended.</summary>
    public Task WaitForScanAsync(CancellationToken cancellationToken) => Until.TrueAsync(async () =>
    {
        try
        {
            return await SendAsync(HttpMethod.Get, ControllerPaths.Status, ApiJson.Default.ControllerStatus, cancellationToken)
                is { LastScan: not null };
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, _process, Patience, "the controller", cancellationToken);

    /// <summary>Has it scan everything now.</summary>
    public Task<GcReport> ScanAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, ControllerPaths.GcIps, ApiJson.Default.GcReport, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(type, cancellationToken))!;
    }

    /// <summary>The API server has to be told where webhooks are, so their port cannot be left to the kernel.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
