using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// Takes events to subscribers and waiters in order. Whoever finds the queue idle works it off, without a lock held, so that a
/// handler may call the informer.
/// </summary>
internal sealed class Deliveries<T>(ObjectCache<T> cache, ILogger logger) where T : KubernetesObject
{
    private readonly record struct Item(WatchEvent<T> Change, ImmutableArray<Subscription<T>> To, bool ToWaiters);

    private readonly Lock _lock = new();
    private readonly Queue<Item> _queue = [];
    private readonly Dictionary<string, ImmutableArray<Waiter<T>>> _waiters = [];
    private ImmutableArray<Subscription<T>> _subscriptions = [];
    private bool _draining;

    public void Enqueue(IReadOnlyList<WatchEvent<T>> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes)
                _queue.Enqueue(new Item(change, _subscriptions, ToWaiters: true));
        }
    }

    public void Add(Subscription<T> subscription, IReadOnlyCollection<T> present)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Add(subscription);
            foreach (var item in present)
                _queue.Enqueue(new Item(new WatchEvent<T>(WatchEventType.Added, item), [subscription], ToWaiters: false));
        }
    }

    public void Remove(Subscription<T> subscription)
    {
        lock (_lock)
            _subscriptions = _subscriptions.Remove(subscription);
    }

    public void Add(string key, Waiter<T> waiter)
    {
        lock (_lock)
            _waiters[key] = _waiters.TryGetValue(key, out var others) ? others.Add(waiter) : [waiter];
    }

    public void Remove(string key, Waiter<T> waiter)
    {
        lock (_lock)
        {
            var others = _waiters[key].Remove(waiter);
            if (others.IsEmpty)
                _waiters.Remove(key);
            else
                _waiters[key] = others;
        }
    }

    public void Drain()
    {
        lock (_lock)
        {
            if (_draining)
                return;
            _draining = true;
        }

        while (TryNext(out var item, out var waiters))
        {
            foreach (var subscription in item.To)
                Deliver(subscription, item.Change);
            foreach (var waiter in waiters)
                waiter.Check(cache.TryGet(item.Change.Object.Key, out var current) ? current : null);
        }
    }

    private bool TryNext(out Item item, out ImmutableArray<Waiter<T>> waiters)
    {
        lock (_lock)
        {
            waiters = [];
            _draining = _queue.TryDequeue(out item);
            if (_draining && item.ToWaiters && _waiters.TryGetValue(item.Change.Object.Key, out var found))
                waiters = found;
            return _draining;
        }
    }

    private void Deliver(Subscription<T> subscription, WatchEvent<T> change)
    {
        try
        {
            subscription.Deliver(change);
        }
        catch (Exception e)
        {
            InformerLog.HandlerFailed(logger, change.Type, change.Object.Key, e);
        }
    }
}
