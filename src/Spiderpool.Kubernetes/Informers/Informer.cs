using Microsoft.Extensions.Logging;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// A local copy of the objects of a kind: list, watch, and list again when the watch cannot go on. It shows what the server
/// said last, and the results of own writes at once (<see cref="Offer"/>). Safe for concurrent use.
/// </summary>
public sealed partial class Informer<T> : IAsyncDisposable
    where T : KubernetesObject, IKubernetesResource<T>
{
    private readonly KubernetesClient _client;
    private readonly InformerOptions _options;
    private readonly Func<T, T>? _transform;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ObjectCache<T> _cache = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _run;
    private bool _disposed;

    /// <param name="client">Where the objects are.</param>
    /// <param name="options"><see cref="InformerOptions{T}"/> to drop fields before objects are kept.</param>
    /// <param name="logger">For failures of the server and of handlers.</param>
    /// <param name="time">Clock of the pauses.</param>
    public Informer(KubernetesClient client, InformerOptions options, ILogger logger, TimeProvider? time = null)
    {
        (_client, _options, _logger, _time) = (client, options, logger, time ?? TimeProvider.System);
        _transform = (options as InformerOptions<T>)?.Transform;
        _deliveries = new Deliveries<T>(_cache, logger);
    }

    /// <summary>Whether a whole list has been seen; it stays true while the server is away.</summary>
    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>Newest version of the collection that was seen.</summary>
    public string? LatestResourceVersion => _cache.Latest;

    /// <summary>Completes when a whole list has been seen.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default) => _synced.Task.WaitAsync(cancellationToken);

    /// <param name="key"><c>namespace/name</c>, or <c>name</c>.</param>
    /// <param name="value">The object as it was seen last.</param>
    public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value) =>
        _cache.TryGet(key, out value);

    /// <summary>All objects at one moment. Costs nothing when none has changed since the last call.</summary>
    public IReadOnlyCollection<T> Snapshot() => _cache.Snapshot();

    /// <summary>
    /// Puts the result of an own write into the cache, unless the cache has seen a newer version, or the deletion. The object
    /// must match the selectors, else nothing would ever take it out again.
    /// </summary>
    public void Offer(T obj)
    {
        var kept = _transform is null ? obj : _transform(obj);
        Publish(() => _cache.Offer(kept));
    }

    /// <summary>Keeps the copy up to date until it is cancelled; it survives every failure of the server. Call it once.</summary>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        var run = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _run, run.Task, null) is not null)
            throw new InvalidOperationException("the informer runs already");
        return RunOnceAsync(run, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _disposal.CancelAsync();
        if (_run is { } run)
            await run;
        _disposal.Dispose();
    }
}
