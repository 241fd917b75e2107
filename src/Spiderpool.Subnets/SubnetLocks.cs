using System.Collections.Concurrent;

namespace Spiderpool.Subnets;

/// <summary>
/// One writer of a subnet's status at a time in this process. It spares conflicts and is not needed for correctness: the
/// resourceVersion is what keeps writers of all processes apart.
/// </summary>
public sealed class SubnetLocks
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new();

    /// <returns>Dispose of it to let the next one in.</returns>
    public async Task<IDisposable> AcquireAsync(string subnet, CancellationToken cancellationToken)
    {
        var turn = _locks.GetOrAdd(subnet, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
