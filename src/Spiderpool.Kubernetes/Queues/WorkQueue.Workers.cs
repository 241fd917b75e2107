using Microsoft.Extensions.Logging;

namespace Spiderpool.Kubernetes;

public sealed partial class WorkQueue<TKey> where TKey : notnull
{
    /// <summary>
    /// Works on the keys until cancelled, or until drained after <see cref="ShutDown"/>. A key whose work throws is logged and
    /// comes again after its pause.
    /// </summary>
    /// <param name="workers">How many keys are worked on at a time.</param>
    /// <param name="work">What to do with a key.</param>
    /// <param name="logger">For failures.</param>
    /// <param name="cancellationToken">Ends it, and the work in progress.</param>
    public Task RunAsync(
        int workers, Func<TKey, CancellationToken, Task> work, ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(work, logger, cancellationToken)));
    }

    private async Task WorkAsync(Func<TKey, CancellationToken, Task> work, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var key in TakeAllAsync(cancellationToken))
                await WorkOnAsync(key, work, logger, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }
    }

    private async Task WorkOnAsync(
        TKey key, Func<TKey, CancellationToken, Task> work, ILogger logger, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        try
        {
            await work(key, cancellationToken);
            Forget(key);
            _statistics?.Worked(_time.GetElapsedTime(started), hasFailed: false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _statistics?.Worked(_time.GetElapsedTime(started), hasFailed: true);
            AddRateLimited(key);
            WorkQueueLog.Failed(logger, key.ToString(), Failures(key), e.Message, e is KubernetesApiException ? null : e);
        }
        finally
        {
            Done(key);
        }
    }
}
