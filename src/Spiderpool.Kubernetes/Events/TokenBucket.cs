namespace Spiderpool.Kubernetes;

/// <summary>Bounds a rate, with a burst after quiet times. Not thread-safe.</summary>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
