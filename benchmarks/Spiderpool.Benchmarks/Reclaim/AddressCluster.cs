using Spiderpool.Api.Crds;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>A sandbox API server with pods' addresses in it, for a controller that is not there yet.</summary>
internal sealed class AddressCluster : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly AddressCase _measured;
    private readonly TemporaryFolder _folder;
    private readonly SandboxProcess _server;
    private readonly string _token;
    private readonly BenchmarkCluster _objects;

    private AddressCluster(AddressCase measured, TemporaryFolder folder, SandboxProcess server)
    {
        (_measured, _folder, _server) = (measured, folder, server);
        var api = KubernetesConfiguration.Load(server.Kubeconfig) with { UserAgent = "spiderpool-bench" };
        _token = api.Token!;
        Client = new KubernetesClient(api);
        _objects = new BenchmarkCluster(Client, "addresses");
    }

    public KubernetesClient Client { get; }

    public static async Task<AddressCluster> StartAsync(AddressCase measured, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        try
        {
            return new AddressCluster(measured, folder, await SandboxProcess.StartAsync(folder, cancellationToken));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Addresses of pods that live on nodes that are there.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await _objects.PrepareAsync(Enumerable.Range(0, AddressCase.Nodes).Select(AddressObjects.NodeName), [], cancellationToken);
        var pods = await _objects.CreateAsync(
            [.. Enumerable.Range(0, _measured.Addresses).Select(i => AddressObjects.Pod(_objects.Namespace, i))], cancellationToken);
        await RecordAsync([.. pods.Select(pod => pod.Metadata.Uid!)], cancellationToken);
    }

    /// <summary>Addresses of pods that are gone, as are their nodes. The garbage collector has marked their endpoints.</summary>
    public async Task LeakAsync(CancellationToken cancellationToken)
    {
        await _objects.PrepareAsync([], [], cancellationToken);
        await RecordAsync([.. Enumerable.Range(0, _measured.Addresses).Select(_ => Guid.NewGuid().ToString())], cancellationToken);
        while (await Client.ListAllAsync<SpiderEndpoint>(null, ListOptions.All, cancellationToken)
            .AnyAsync(endpoint => !endpoint.Metadata.IsTerminating, cancellationToken)) await Task.Delay(Pause, cancellationToken);
    }

    public ControllerProcess StartController() => ControllerProcess.Start(_server.Kubeconfig, _token, _folder);

    public async Task<WritesByKind> ReadWritesAsync(CancellationToken cancellationToken) =>
        WritesByKind.Parse(await Client.GetTextAsync("/metrics", cancellationToken));

    public Task<RequestCounters> ReadCountersAsync(CancellationToken cancellationToken) => _objects.ReadCountersAsync(cancellationToken);

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    private async Task RecordAsync(IReadOnlyList<string> podUids, CancellationToken cancellationToken)
    {
        await _objects.CreateAsync([.. podUids.Select((uid, i) => AddressObjects.Endpoint(_measured, i, _objects.Namespace, uid))],
            cancellationToken);
        var pools = await _objects.CreateAsync(
            [.. Enumerable.Range(0, _measured.Pools).Select(i => AddressObjects.Pool(_measured, i))], cancellationToken);
        for (var i = 0; i < pools.Count; i++)
        {
            var status = AddressObjects.Status(_measured, i, _objects.Namespace, podUids);
            await Client.ReplaceStatusAsync(pools[i] with { Status = status }, cancellationToken);
        }
    }
}
