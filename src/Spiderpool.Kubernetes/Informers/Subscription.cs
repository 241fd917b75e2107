namespace Spiderpool.Kubernetes;

internal sealed class Subscription<T>(Action<WatchEvent<T>> handler, Deliveries<T> deliveries) : IDisposable
    where T : Api.Meta.KubernetesObject
{
    private volatile bool _ended;

    public void Deliver(WatchEvent<T> change)
    {
        if (!_ended)
            handler(change);
    }

    public void Dispose()
    {
        _ended = true;
        deliveries.Remove(this);
    }
}
