using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>Counts the stored versions of each pool, and knows when none has a record any more.</summary>
internal sealed class PoolWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _isEmpty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _writes;
    private readonly HashSet<string> _holding;
    private readonly Task _running;

    private PoolWatch(KubernetesClient client, ObjectList<SpiderIPPool> start)
    {
        _writes = start.Items.ToDictionary(pool => pool.Metadata.Name!, _ => 0);
        _holding = [.. start.Items.Where(HasRecords).Select(pool => pool.Metadata.Name!)];
        _running = RunAsync(client, start.ResourceVersion);
    }

    /// <summary>Ends when no pool has a record any more.</summary>
    public Task Emptied => _isEmpty.Task;

    /// <summary>Writes of the pool with the most of them since the start.</summary>
    public int MostWrites
    {
        get
        {
            lock (_gate) return _writes.Values.Max();
        }
    }

    /// <summary>Pools that still have records.</summary>
    public int Holding
    {
        get
        {
            lock (_gate) return _holding.Count;
        }
    }

    public static async Task<PoolWatch> StartAsync(KubernetesClient client, CancellationToken cancellationToken) =>
        new(client, await client.ListAsync<SpiderIPPool>(null, ListOptions.All, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(KubernetesClient client, string from)
    {
        try
        {
            var options = new WatchOptions { ResourceVersion = from, AllowBookmarks = false };
            await foreach (var change in client.WatchAsync<SpiderIPPool>(null, options, _stopping.Token)) Count(change.Object);
            throw new BenchmarkException("the watch of the pools has ended");
        }
        catch (Exception e)
        {
            _isEmpty.TrySetException(e);
        }
    }

    private void Count(SpiderIPPool pool)
    {
        lock (_gate)
        {
            _writes[pool.Metadata.Name!]++;
            if (!HasRecords(pool)) _holding.Remove(pool.Metadata.Name!);
            if (_holding.Count == 0) _isEmpty.TrySetResult();
        }
    }

    private static bool HasRecords(SpiderIPPool pool) => pool.Status?.AllocatedIPs is { Length: > 2 };
}
