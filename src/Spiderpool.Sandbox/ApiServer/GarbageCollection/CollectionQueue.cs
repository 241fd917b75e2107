using System.Threading.Channels;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>Objects to look at, each at most once in the queue.</summary>
internal sealed class CollectionQueue
{
    private readonly Lock _gate = new();
    private readonly HashSet<ObjectKey> _waiting = [];
    private readonly Channel<ObjectKey> _channel = Channel.CreateUnbounded<ObjectKey>(new() { SingleReader = true });

    /// <summary>Never blocks.</summary>
    public void Add(ObjectKey key)
    {
        lock (_gate)
        {
            if (_waiting.Add(key))
                _channel.Writer.TryWrite(key);
        }
    }

    /// <summary>The next object; from now on it can be added again.</summary>
    public async ValueTask<ObjectKey> TakeAsync(CancellationToken cancellation)
    {
        var key = await _channel.Reader.ReadAsync(cancellation);
        lock (_gate)
            _waiting.Remove(key);
        return key;
    }
}
