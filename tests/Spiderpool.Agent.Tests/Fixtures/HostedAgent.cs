using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Tests.Fixtures;

/// <summary>A whole agent in this process, on a unix socket of its own.</summary>
internal sealed class HostedAgent : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _socket;

    private HostedAgent(WebApplication app, DirectoryInfo folder, string socketPath)
    {
        (_app, _folder, SocketPath) = (app, folder, socketPath);
        _socket = NewSocketClient(socketPath);
    }

    public string SocketPath { get; }

    public ClusterInformers Informers => _app.Services.GetRequiredService<ClusterInformers>();

    /// <summary>Addresses of the TCP listeners: probes, then metrics.</summary>
    public IReadOnlyList<Uri> TcpUrls => [.. _app.Urls.Where(url => url.StartsWith("http://", StringComparison.Ordinal)
        && !url.Contains("unix", StringComparison.Ordinal)).Select(url => new Uri(url.Replace("[::]", "127.0.0.1")))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts an agent; unless told otherwise, waits until its caches are filled.</summary>
    public static async Task<HostedAgent> StartAsync(
        KubernetesClientOptions api, string node, Func<AgentOptions, AgentOptions>? configure = null, bool waitUntilReady = true)
    {
        var folder = Directory.CreateTempSubdirectory("agent-test-");
        var options = new AgentOptions
        {
            SocketPath = Path.Combine(folder.FullName, "agent.sock"),
            NodeName = node,
            PodNamespace = "kube-system",
            PodName = "spiderpool-agent-test",
            HealthPort = 0,
            MetricsPort = 0,
            LogLevel = LogLevel.None,
        };
        options = configure is null ? options : configure(options);
        var app = AgentHost.Build(options, api);
        await app.StartAsync(Cancellation);
        var agent = new HostedAgent(app, folder, options.SocketPath);
        if (waitUntilReady) await agent.WaitUntilReadyAsync();
        return agent;
    }

    public Task<Answer> AddAsync(IpamAddArgs args) => SendAsync(HttpMethod.Post, AgentPaths.Ip, args, ApiJson.Default.IpamAddArgs);

    public Task<Answer> DelAsync(IpamDelArgs args) => SendAsync(HttpMethod.Delete, AgentPaths.Ip, args, ApiJson.Default.IpamDelArgs);

    public Task<Answer> ReleaseConflictingAsync(IpamDelArgs args) =>
        SendAsync(HttpMethod.Delete, AgentPaths.Ips, args, ApiJson.Default.IpamDelArgs);

    public Task<Answer> GcAsync(params string[] validSandboxes) => SendAsync(
        HttpMethod.Post, AgentPaths.Gc,
        new IpamGcArgs { ValidAttachments = [.. validSandboxes.Select(id => new Attachment { ContainerID = id, IfName = "eth0" })] },
        ApiJson.Default.IpamGcArgs);

    public Task<Answer> SendAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        SendAsync(method, path, JsonSerializer.Serialize(body, type));

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        // An answer that comes before the whole body was sent would break the sending.
        request.Headers.ExpectContinue = body?.Length > 1 << 16;
        using var response = await _socket.SendAsync(request, Cancellation);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Waits until the agent's cache satisfies a condition.</summary>
    public static Task SeesAsync<T>(Informer<T> informer, string key, Func<T?, bool> condition)
        where T : KubernetesObject, IKubernetesResource<T> => informer.WaitForAsync(key, condition, Cancellation);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal static HttpClient NewSocketClient(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://agent/"),
    };

    private Task WaitUntilReadyAsync() => Task.WhenAll(
        Informers.Pools.WaitForSyncAsync(Cancellation), Informers.ReservedIPs.WaitForSyncAsync(Cancellation),
        Informers.Endpoints.WaitForSyncAsync(Cancellation), Informers.Pods.WaitForSyncAsync(Cancellation),
        Informers.Namespaces.WaitForSyncAsync(Cancellation), Informers.Nodes.WaitForSyncAsync(Cancellation));
}
