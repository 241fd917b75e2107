using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.Host;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Reports;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Demo;

/// <summary>A sandbox as the demo sees it: it applies, and waits for what should come of it.</summary>
internal sealed class DemoCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StateFolder _state;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Informer<Pod> _pods;
    private readonly Informer<SpiderIPPool> _pools;
    private readonly Informer<Event> _events;
    private readonly Task _informing;

    private DemoCluster(SandboxHost host, StateFolder state)
    {
        (Host, _state, Client, Kubectl) = (host, state, host.NewClient(), new KubectlView(host.Server));
        _pods = new Informer<Pod>(Client, new InformerOptions(), NullLogger.Instance);
        _pools = new Informer<SpiderIPPool>(Client, new InformerOptions(), NullLogger.Instance);
        _events = new Informer<Event>(Client, new InformerOptions(), NullLogger.Instance);
        _informing = Task.WhenAll(
            _pods.RunAsync(_stopping.Token), _pools.RunAsync(_stopping.Token), _events.RunAsync(_stopping.Token));
    }

    public SandboxHost Host { get; }

    public KubernetesClient Client { get; }

    public KubectlView Kubectl { get; }

    public static async Task<DemoCluster> StartAsync(
        SandboxOptions options, IProgress<string> progress, CancellationToken cancellationToken) =>
        new(await SandboxHost.StartAsync(options, progress, cancellationToken), options.State);

    public async Task ApplyAsync(string manifests, CancellationToken cancellationToken)
    {
        foreach (var manifest in DemoManifests.Objects(manifests))
            await Host.Server.Objects.CreateAsync(manifest, cancellationToken);
    }

    public Task<IReadOnlyList<NodeReport>> NodesAsync(CancellationToken cancellationToken) =>
        Reporter.NodesAsync(Client, _state, cancellationToken);

    public Task<IReadOnlyList<PodReport>> PodsAsync(CancellationToken cancellationToken) =>
        Reporter.PodsAsync(Client, _state, cancellationToken);

    public Task<IReadOnlyList<PoolReport>> PoolsAsync(CancellationToken cancellationToken) =>
        Reporter.PoolsAsync(Client, cancellationToken);

    /// <summary>UID of a pod.</summary>
    public async Task<string> UidAsync(string pod, CancellationToken cancellationToken) =>
        (await Client.GetAsync<Pod>("default", pod, cancellationToken)).Metadata.Uid!;

    /// <summary>Waits until a number of pods are ready.</summary>
    public Task ReadyAsync(int count, CancellationToken cancellationToken) => WaitAsync(
        _pods, $"{count} ready pods", () => _pods.Snapshot().Count(PodFields.IsReady) >= count, cancellationToken);

    /// <summary>Waits until a pod is ready that is not the one with that UID.</summary>
    public Task ReadyAsync(string pod, string? otherThan, CancellationToken cancellationToken) => WaitAsync(
        _pods, $"pod {pod} to be ready",
        () => _pods.TryGet($"default/{pod}", out var found) && found.IsReady() && found.Metadata.Uid != otherThan, cancellationToken);

    /// <summary>Waits until an application has exactly so many pods, and all are ready.</summary>
    public Task ReadyAsync(string application, int count, CancellationToken cancellationToken)
    {
        bool IsReady()
        {
            var pods = _pods.Snapshot().Where(pod => pod.Metadata.Label("app") == application).ToList();
            return pods.Count == count && pods.All(PodFields.IsReady);
        }

        return WaitAsync(_pods, $"{count} pods of {application} to be ready", IsReady, cancellationToken);
    }

    public Task ScaleAsync(string deployment, int replicas, CancellationToken cancellationToken)
    {
        var patch = Encoding.UTF8.GetBytes($"{{\"spec\":{{\"replicas\":{replicas}}}}}");
        return Client.PatchAsync<Deployment>("default", deployment, PatchType.Merge, patch, null, cancellationToken);
    }

    /// <summary>Waits until the automatic pool of an application has so many addresses.</summary>
    public async Task<SpiderIPPool> AutomaticPoolAsync(string application, int size, CancellationToken cancellationToken)
    {
        SpiderIPPool? Find() => _pools.Snapshot().FirstOrDefault(pool =>
            pool.Metadata.Label(LabelKeys.OwnerApplicationName) == application && pool.Status?.TotalIPCount == size);
        await WaitAsync(_pools, $"a pool of {size} addresses for {application}", () => Find() is not null, cancellationToken);
        return Find()!;
    }

    /// <summary>What happened to an object, in order.</summary>
    public IReadOnlyList<Event> EventsOf(string name) => [.. _events.Snapshot().Where(item => item.InvolvedObject.Name == name)
        .OrderBy(item => item.LastTimestamp).ThenBy(item => long.Parse(item.Metadata.ResourceVersion!))];

    public Task DeletePodAsync(string pod, CancellationToken cancellationToken) => DeletePodAsync(pod, null, cancellationToken);

    /// <summary>As <c>kubectl delete --force</c>: the API server forgets the pod at once, whatever its node does.</summary>
    public Task DeletePodByForceAsync(string pod, CancellationToken cancellationToken) =>
        DeletePodAsync(pod, new DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken);

    private async Task DeletePodAsync(string pod, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var uid = await UidAsync(pod, cancellationToken);
        await Client.DeleteAsync<Pod>("default", pod, options, cancellationToken);
        await WaitAsync(_pods, $"pod {pod} to be gone",
            () => !_pods.TryGet($"default/{pod}", out var found) || found.Metadata.Uid != uid, cancellationToken);
    }

    /// <summary>Waits until pools have no record of an address.</summary>
    public Task FreeAsync(IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) => WaitAsync(
        _pools, $"{string.Join(" and ", addresses)} to be free", () => addresses.All(address => !IsRecorded(address)), cancellationToken);

    /// <summary>Whether a pool has a record of an address.</summary>
    public bool IsRecorded(string address) => _pools.Snapshot().Any(pool =>
        pool.Status?.AllocatedIPs?.Contains($"\"{address}\"", StringComparison.Ordinal) == true);

    /// <summary>Waits for a warning about a pod.</summary>
    public async Task<Event> WarningAsync(string pod, CancellationToken cancellationToken)
    {
        Event? Find() => _events.Snapshot().FirstOrDefault(item => item.Type == "Warning" && item.InvolvedObject.Name == pod);
        await WaitAsync(_events, $"a warning about pod {pod}", () => Find() is not null, cancellationToken);
        return Find()!;
    }

    /// <summary>Waits until there is an event of the reason about each of the addresses.</summary>
    public async Task<IReadOnlyList<Event>> EventsAsync(
        string reason, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        List<Event> Find() => [.. _events.Snapshot().Where(item => item.Reason == reason
            && addresses.Any(address => item.Message?.Contains($"{address}:", StringComparison.Ordinal) == true))];
        await WaitAsync(_events, $"events of {string.Join(" and ", addresses)}", () => Find().Count >= addresses.Count, cancellationToken);
        return Find();
    }

    /// <summary>Waits until a node has nothing of a pod any more.</summary>
    public async Task ForgottenAsync(string node, string pod, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (new SandboxStore(_state.Node(node).Sandboxes).Of($"default/{pod}").Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
    }

    public async Task<bool> HasEndpointAsync(string pod, CancellationToken cancellationToken) =>
        await Client.TryGetAsync<SpiderEndpoint>("default", pod, cancellationToken) is not null;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _informing;
        await _pods.DisposeAsync();
        await _pools.DisposeAsync();
        await _events.DisposeAsync();
        Kubectl.Dispose();
        Client.Dispose();
        _stopping.Dispose();
        await Host.DisposeAsync();
    }

    /// <exception cref="SandboxException">It did not come in time.</exception>
    private static async Task WaitAsync<T>(Informer<T> informer, string what, Func<bool> condition, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = informer.Subscribe(_ =>
        {
            if (condition())
                met.TrySetResult();
        });
        if (condition())
            met.TrySetResult();
        try
        {
            await met.Task.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new SandboxException($"waited {Patience.TotalSeconds:0} s in vain for {what}", e);
        }
    }
}
