namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>The one counter behind every resourceVersion.</summary>
internal sealed class RevisionCounter
{
    private long _current = 1;

    public long Current => Interlocked.Read(ref _current);

    /// <summary>
    /// The revision that a loaded store began with: changes before it are not known. As after a restore of etcd with
    /// <c>--bump-revision --mark-compacted</c>, nobody can mistake a revision of the lost process for one of this.
    /// </summary>
    public long Floor { get; private set; }

    public long Next() => Interlocked.Increment(ref _current);

    /// <summary>Begins after a stored revision, far enough from those that were given out but never stored.</summary>
    public void ContinueAfter(long revision)
    {
        const long Gap = 1_000_000;
        Interlocked.Exchange(ref _current, revision + Gap);
        Floor = revision + Gap;
    }
}
