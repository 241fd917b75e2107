namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>The one counter behind every resourceVersion.</summary>
internal sealed class RevisionCounter
{
    private long _current = 1;

    public long Current => Interlocked.Read(ref _current);

    public long Next() => Interlocked.Increment(ref _current);

    public void AdvanceTo(long revision) => Interlocked.Exchange(ref _current, Math.Max(Current, revision));
}
