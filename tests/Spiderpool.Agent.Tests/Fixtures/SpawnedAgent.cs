using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Tests.Fixtures;

/// <summary>The agent's native binary as a process of its own, which can be killed.</summary>
internal sealed class SpawnedAgent : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _socket;

    private SpawnedAgent(Process process, string socketPath) => (_process, _socket) = (process, HostedAgent.NewSocketClient(socketPath));

    /// <summary>What <c>make publish</c> makes.</summary>
    public static string Binary { get; } = Path.Combine(SourceTree.Root, "artifacts", "bin-aot", "spiderpool-agent");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it can allocate.</summary>
    /// <param name="folder">For its socket.</param>
    /// <param name="kubeconfig">Path.</param>
    /// <param name="node">Node of the agent.</param>
    public static async Task<SpawnedAgent> StartAsync(DirectoryInfo folder, string kubeconfig, string node)
    {
        var socket = Path.Combine(folder.FullName, "agent.sock");
        var configuration = Path.Combine(folder.FullName, "conf.yml");
        await File.WriteAllTextAsync(configuration, $"ipamUnixSocketPath: {socket}\n", Cancellation);
        var start = new ProcessStartInfo(Binary, ["daemon", "--config-path", configuration, "--kubeconfig", kubeconfig])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["SPIDERPOOL_NODE_NAME"] = node,
                ["SPIDERPOOL_POD_NAMESPACE"] = "kube-system",
                ["SPIDERPOOL_POD_NAME"] = "agent",
                ["SPIDERPOOL_HEALTH_PORT"] = "0",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var agent = new SpawnedAgent(process, socket);
        while (!await agent.IsReadyAsync()) await Task.Delay(5, Cancellation);
        return agent;
    }

    /// <summary>SIGKILL; returns when it is dead.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public Task<Answer?> AddAsync(IpamAddArgs args) =>
        TrySendAsync(HttpMethod.Post, JsonSerializer.Serialize(args, ApiJson.Default.IpamAddArgs));

    public Task<Answer?> DelAsync(IpamDelArgs args) =>
        TrySendAsync(HttpMethod.Delete, JsonSerializer.Serialize(args, ApiJson.Default.IpamDelArgs));

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        _socket.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process.HasExited, "the agent ended");
        return (await TrySendAsync(HttpMethod.Get, null, AgentPaths.Healthy))?.Code == 200;
    }

    /// <summary>Null when the connection breaks.</summary>
    private async Task<Answer?> TrySendAsync(HttpMethod method, string? body, string path = AgentPaths.Ip)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _socket.SendAsync(request, Cancellation);
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return null;
        }
    }
}
