namespace Spiderpool.Configuration.Reload;

/// <summary>
/// Tells when a file may have changed. It watches the folder, not the file: editors and <c>mv</c> put another file in its place, and of
/// a mounted ConfigMap nothing changes but the link <c>..data</c>, through which the kubelet swaps all files at once.
/// </summary>
public sealed class FileChanges : IDisposable
{
    /// <summary>A look although nothing was told: the file may be a link into a folder that is not watched.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly FileSystemWatcher? _watcher;

    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="time">Of the looks that nothing asked for.</param>
    public FileChanges(string path, TimeProvider time)
    {
        _time = time;
        try
        {
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _watcher.Changed += (_, _) => Signal();
            _watcher.Created += (_, _) => Signal();
            _watcher.Deleted += (_, _) => Signal();
            _watcher.Renamed += (_, _) => Signal();
            _watcher.Error += (_, _) => Signal();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The node has no inotify instance left, or the folder is gone: the period is what remains.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    /// <summary>Waits until something in the folder has changed since the last wait, or the period is over.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var period = new CancellationTokenSource(Period, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(period.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for a look.
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _changed.Dispose();
    }

    private void Signal()
    {
        try
        {
            _changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Told already, or nobody waits any more.
        }
    }
}
