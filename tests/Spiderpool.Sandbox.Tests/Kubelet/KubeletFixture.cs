using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Tests.Delegation;
using Spiderpool.Kubernetes;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Tests.State;
using SandboxApiServer = Spiderpool.Sandbox.ApiServer.ApiServer;

namespace Spiderpool.Sandbox.Tests.Kubelet;

/// <summary>An API server, a node in a namespace, plugins that are scripts, and kubelets that come and go.</summary>
internal sealed class KubeletFixture : IAsyncDisposable
{
    private readonly TemporaryState _state = new();
    private readonly CancellationTokenSource _informing = new();
    private readonly Informer<Pod> _pods;
    private readonly Informer<Event> _events;
    private readonly VirtualNode _node;
    private readonly NodeFolder _folder;
    private NodeKubelet? _kubelet;
    private CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private KubeletFixture(SandboxApiServer server)
    {
        Server = server;
        Client = new KubernetesClient(new KubernetesClientOptions { Server = server.PlainUrl, Token = server.Token });
        _folder = _state.Folder.Node("node-1");
        _node = new VirtualNode("node-1", NetworkNamespace.Create(_folder.Namespace), [Prefix.Parse("10.9.0.1/16")]);
        _pods = new Informer<Pod>(Client, new InformerOptions(), NullLogger.Instance);
        _events = new Informer<Event>(Client, new InformerOptions(), NullLogger.Instance);
        _ = _pods.RunAsync(_informing.Token);
        _ = _events.RunAsync(_informing.Token);
        Directory.CreateDirectory(_folder.NetworkConfigurations);
        File.WriteAllText(Path.Combine(_folder.NetworkConfigurations, "10.conflist"), FakePlugins.List("1.0.0", "one", "two"));
        Plugins.Answer("two", """{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.2/16"},{"address":"fd00::2/64"}]}""");
    }

    public SandboxApiServer Server { get; }

    public KubernetesClient Client { get; }

    public FakePlugins Plugins { get; } = new("one", "two");

    public IReadOnlyList<PodSandbox> Sandboxes => new SandboxStore(_folder.Sandboxes).All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<KubeletFixture> StartAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "making network namespaces needs root");
        var fixture = new KubeletFixture(await SandboxApiServer.StartAsync(new ApiServerOptions(), Cancellation));
        await fixture.StartKubeletAsync();
        return fixture;
    }

    public async Task StartKubeletAsync()
    {
        var chain = Plugins.NewChain(new AttachmentCache(_folder.Attachments),
            new PluginExecutorOptions { Path = [Plugins.Folder], Node = _node.Namespace });
        var runtime = new PodRuntime(_folder.PodNamespaces, new SandboxStore(_folder.Sandboxes),
            new NetworkConfigurationFolder(_folder.NetworkConfigurations), chain, TimeProvider.System);
        var options = new KubeletOptions
        {
            Retries = new WorkQueueOptions
            {
                FirstBackoff = TimeSpan.FromMilliseconds(20),
                LongestBackoff = TimeSpan.FromMilliseconds(100),
            },
        };
        _stopping = new CancellationTokenSource();
        _kubelet = new NodeKubelet(Client, _node, runtime, options, NullLogger.Instance, TimeProvider.System);
        _running = _kubelet.RunAsync(_stopping.Token);
        await _kubelet.WaitForStartAsync(Cancellation);
    }

    public async Task StopKubeletAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _kubelet!.DisposeAsync();
        _stopping.Dispose();
    }

    public void MarkUnready(PodSandbox sandbox) => new SandboxStore(_folder.Sandboxes).Save(sandbox with { IsReady = false });

    public Task CreatePodAsync(string name, JsonObject? spec = null)
    {
        spec ??= [];
        spec["nodeName"] = "node-1";
        spec["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" });
        return Server.Objects.CreateAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
            ["spec"] = spec,
        }, Cancellation);
    }

    /// <summary>Waits for a pod that runs; returns it.</summary>
    public async Task<Pod> RunningAsync(string name) => (await PodAsync(name, pod => pod?.Status?.Phase == "Running"))!;

    public Task<Pod?> PodAsync(string name, Func<Pod?, bool> condition) => _pods.WaitForAsync($"default/{name}", condition, Cancellation);

    public async Task<Event> EventAsync(string reason, Func<Event, bool>? condition = null)
    {
        var found = new TaskCompletionSource<Event>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _events.Subscribe(change =>
        {
            if (change.Object.Reason == reason && condition?.Invoke(change.Object) != false)
                found.TrySetResult(change.Object);
        });
        return await found.Task.WaitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCompleted)
            await StopKubeletAsync();
        await _informing.CancelAsync();
        await _pods.DisposeAsync();
        await _events.DisposeAsync();
        Client.Dispose();
        await Server.DisposeAsync();
        _node.Dispose();
        _informing.Dispose();
        Plugins.Dispose();
        _state.Dispose();
    }
}
