using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>The objects of one run in an API server.</summary>
internal sealed class BenchmarkCluster(KubernetesClient client, string run)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const int Parallel = 8;

    private readonly List<Node> _nodes = [];
    private readonly List<SpiderIPPool> _pools = [];

    public string Namespace => $"bench-{run}";

    public async Task PrepareAsync(IEnumerable<string> nodes, IEnumerable<SpiderIPPool> pools, CancellationToken cancellationToken)
    {
        foreach (var path in Installation.CustomResourceDefinitions) await InstallAsync(path, cancellationToken);
        await client.CreateAsync(BenchmarkObjects.Namespace(Namespace), cancellationToken);
        foreach (var node in nodes)
        {
            if (await client.TryGetAsync<Node>(null, node, cancellationToken) is not null) continue;
            _nodes.Add(await client.CreateAsync(BenchmarkObjects.Node(node), cancellationToken));
        }
        foreach (var pool in pools) _pools.Add(await client.CreateAsync(pool, cancellationToken));
    }

    /// <returns>The objects as stored, in order.</returns>
    public Task<IReadOnlyList<T>> CreateAsync<T>(IReadOnlyList<T> objects, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T> => EachAsync(objects, obj => client.CreateAsync(obj, cancellationToken));

    /// <summary>Marks the pods for deletion, as a user does; the kubelet calls DEL then.</summary>
    public Task MarkForDeletionAsync(IReadOnlyList<Pod> pods, CancellationToken cancellationToken) =>
        DeleteAsync(pods, new DeleteOptions(), cancellationToken);

    /// <summary>Lets the pods go, as a kubelet does at the end.</summary>
    public Task RemovePodsAsync(IReadOnlyList<Pod> pods, CancellationToken cancellationToken) =>
        DeleteAsync(pods, new DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken);

    public async Task<RequestCounters> ReadCountersAsync(CancellationToken cancellationToken) =>
        RequestCounters.Parse(await client.GetTextAsync("/metrics", cancellationToken));

    /// <summary>What the pools of the run record now.</summary>
    public async Task<IReadOnlyList<Holding>> ReadRecordsAsync(CancellationToken cancellationToken)
    {
        var records = new List<Holding>();
        foreach (var pool in _pools)
        {
            var stored = await client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, cancellationToken);
            using var map = JsonDocument.Parse(stored.Status?.AllocatedIPs is { Length: > 0 } text ? text : "{}");
            records.AddRange(map.RootElement.EnumerateObject()
                .Select(record => new Holding(Address.Parse(record.Name), record.Value.GetProperty("podUid").GetString() ?? "")));
        }
        return records;
    }

    /// <summary>Removes what the run made; what is gone already, or cannot go, does not stop it.</summary>
    public async Task CleanUpAsync()
    {
        try
        {
            var pods = await client.ListAsync<Pod>(Namespace, ListOptions.All);
            await RemovePodsAsync(pods.Items, CancellationToken.None);
            foreach (var pool in _pools) await DeleteAsync(pool);
            foreach (var node in _nodes) await DeleteAsync(node);
            await DeleteAsync(BenchmarkObjects.Namespace(Namespace));
        }
        catch (KubernetesApiException e)
        {
            await Console.Error.WriteLineAsync($"clean-up of {Namespace}: {e.Message}");
        }
    }

    private async Task InstallAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateFromManifestAsync(Definitions, await File.ReadAllTextAsync(path, cancellationToken), cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // A cluster that has Spiderpool keeps its definitions.
        }
    }

    private async Task DeleteAsync(IReadOnlyList<Pod> pods, DeleteOptions options, CancellationToken cancellationToken) =>
        await EachAsync(pods, async pod =>
        {
            await DeleteAsync(pod, options with { Uid = pod.Metadata.Uid }, cancellationToken);
            return true;
        });

    private async Task DeleteAsync<T>(T item, DeleteOptions? options = null, CancellationToken cancellationToken = default)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            await client.DeleteAsync<T>(item.Metadata.Namespace, item.Metadata.Name!, options, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // Gone is what was wanted.
        }
    }

    private static async Task<IReadOnlyList<TResult>> EachAsync<T, TResult>(IReadOnlyList<T> items, Func<T, Task<TResult>> action)
    {
        var results = new TResult[items.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, items.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (i, _) => results[i] = await action(items[i]));
        return results;
    }
}
