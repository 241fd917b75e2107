using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Commit;

/// <summary>
/// Whose turn it is to write a pool that several nodes use. Each version names its writer, so all of them see the same
/// order: the next by name after the last writer goes at once, the one after it when that one has let its time pass,
/// and so on, the last writer at the end. Without turns half of all writes are conflicts at four writers, and nearly all at
/// fifty. It is about cost alone: what is stored depends on resourceVersions, whoever writes when. Not thread-safe.
/// </summary>
/// <param name="self">Name of this writer.</param>
/// <param name="time">Clock.</param>
/// <param name="random">For those who cannot know of each other yet.</param>
internal sealed class WriterTurns(string self, TimeProvider time, Random random)
{
    /// <summary>A writer that was not seen for so long has no turn any more.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(1), LongestTurn = TimeSpan.FromMilliseconds(50);

    /// <summary>Stands for writers that an API server with an older definition of the pool does not name.</summary>
    private const string Unknown = "";

    private readonly Dictionary<string, long> _others = new(StringComparer.Ordinal);
    private TimeSpan _turn = TimeSpan.FromMilliseconds(3);
    private string? _version;
    private string _lastWriter = Unknown;
    private long _seenAt;
    private int _losses;
    private TimeSpan _penalty;
    private bool _isCrowded;

    /// <summary>Takes note of a version, and of who wrote it.</summary>
    public void Saw(SpiderIPPool pool)
    {
        if (pool.Metadata.ResourceVersion == _version) return;
        // What a turn takes includes the way of the news to the next writer.
        if (_version is not null && time.GetElapsedTime(_seenAt) is var turn && turn < LongestTurn) Measure(turn);
        (_version, _lastWriter, _seenAt) = (pool.Metadata.ResourceVersion, pool.Status?.LastWriter ?? Unknown, time.GetTimestamp());
        if (_lastWriter != self) _others[_lastWriter] = _seenAt;
        if (_losses > 0) Punish(_losses - 1);
    }

    /// <summary>How long to wait from now for a newer version before writing on top of the one that was seen last.</summary>
    public TimeSpan Pause()
    {
        Forget();
        var pause = _penalty + (_others.Count > 0 ? Ahead() * 2 * _turn : Rest()) - time.GetElapsedTime(_seenAt);
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    /// <summary>The write on top of the last version was stored.</summary>
    /// <param name="version">The stored version.</param>
    /// <param name="duration">From sending it to the answer.</param>
    /// <param name="requests">How many requests it answered.</param>
    public void Won(SpiderIPPool version, TimeSpan duration, int requests)
    {
        Measure(duration);
        (_losses, _penalty, _isCrowded) = (0, TimeSpan.Zero, requests > 1);
        (_version, _lastWriter, _seenAt) = (version.Metadata.ResourceVersion, self, time.GetTimestamp());
    }

    /// <summary>Another writer was faster; its version has been seen.</summary>
    public void Lost() => Punish(_losses + 1);

    /// <summary>Two who both believe it is their turn part by chance, over more time the more often they met.</summary>
    private void Punish(int losses)
    {
        _losses = losses;
        var turns = losses == 0 ? 0 : Math.Min(_others.Count + 1, 1 << Math.Min(losses - 1, 6));
        _penalty = turns * random.NextDouble() * _turn;
    }

    /// <summary>Number of writers before this one, with a fraction against two who count the same.</summary>
    private double Ahead()
    {
        if (_lastWriter == Unknown) return random.NextDouble() * Math.Max(4, _others.Count);
        var between = _others.Keys.Count(other => IsBetween(other));
        return between == 0 ? 0 : between + (random.NextDouble() / 10);
    }

    /// <summary>Whether a writer comes after the last one and before this one, the order being a ring.</summary>
    private bool IsBetween(string other)
    {
        if (_lastWriter == self) return true;
        bool isAfterLast = string.CompareOrdinal(other, _lastWriter) > 0, isBeforeSelf = string.CompareOrdinal(other, self) < 0;
        return string.CompareOrdinal(_lastWriter, self) < 0 ? isAfterLast && isBeforeSelf : isAfterLast || isBeforeSelf;
    }

    /// <summary>
    /// A writer that never stops would never learn that others try and lose. A rest costs a busy pool little, the group
    /// grows meanwhile, and one that has a request now and then nothing.
    /// </summary>
    private TimeSpan Rest() => _isCrowded && _lastWriter == self ? _turn * (0.5 + (random.NextDouble() / 2)) : TimeSpan.Zero;

    private void Forget()
    {
        foreach (var gone in _others.Where(other => time.GetElapsedTime(other.Value) > Memory).Select(other => other.Key).ToList())
        {
            _others.Remove(gone);
        }
    }

    private void Measure(TimeSpan turn)
    {
        var average = (_turn * 7 + turn) / 8;
        _turn = average < ShortestTurn ? ShortestTurn : average > LongestTurn ? LongestTurn : average;
    }
}
