using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

public sealed partial class Informer<T>
    where T : KubernetesObject, IKubernetesResource<T>
{
    private readonly Deliveries<T> _deliveries;
    private readonly Lock _order = new();

    /// <summary>
    /// Calls the handler for each change, one at a time, in order, and first with Added for each object there is. It must be
    /// quick (put a key into a queue); what it throws is logged. No Bookmarks.
    /// </summary>
    /// <returns>Dispose of it to end the subscription.</returns>
    public IDisposable Subscribe(Action<WatchEvent<T>> handler)
    {
        var subscription = new Subscription<T>(handler, _deliveries);
        lock (_order)
            _deliveries.Add(subscription, _cache.Snapshot());
        _deliveries.Drain();
        return subscription;
    }

    /// <summary>Waits, without polling, until the cached object satisfies a condition.</summary>
    /// <param name="key"><c>namespace/name</c>, or <c>name</c>.</param>
    /// <param name="condition">Gets the object, or null while there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The object that satisfied it.</returns>
    public async Task<T?> WaitForAsync(string key, Func<T?, bool> condition, CancellationToken cancellationToken = default)
    {
        var found = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiter = new Waiter<T>(condition, found);
        _deliveries.Add(key, waiter);
        try
        {
            // After the waiter is in place, so that no change falls between.
            waiter.Check(_cache.TryGet(key, out var current) ? current : null);
            return await found.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _deliveries.Remove(key, waiter);
        }
    }

    /// <summary>Changes the cache and queues the events under one lock, which orders them; handlers run outside of it.</summary>
    private void Publish(Func<IReadOnlyList<WatchEvent<T>>> change)
    {
        lock (_order)
            _deliveries.Enqueue(change());
        _deliveries.Drain();
    }
}
