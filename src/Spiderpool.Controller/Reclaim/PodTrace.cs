using Spiderpool.Api.Core;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// Remembers since when pods are known to be ending or gone, by a clock that nobody sets: one that jumps ahead must not end a
/// grace period. What it forgets (a restart, too many pods) costs only time: a grace period begins anew.
/// </summary>
public sealed class PodTrace(TimeProvider time)
{
    /// <summary>As SPIDERPOOL_GC_MAX_PODENTRY_DB_CAP of the original.</summary>
    private const int MaxPods = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Queue<string> _order = new();

    /// <summary>The pod is terminating or has finished.</summary>
    /// <returns>For how long that has been known.</returns>
    public TimeSpan Ending(Pod pod) => time.GetElapsedTime(Update(pod.Metadata.Uid!, entry => entry).EndingSince);

    /// <summary>The pod was deleted, or a list no longer has it; what was last seen of it counts.</summary>
    public void Deleted(Pod last) => Gone(last.Metadata.Uid!, PodEnd.HasEnded(last), PodEnd.GracePeriod(last));

    /// <summary>A read found that no pod has the UID.</summary>
    public GonePod Missing(string uid)
    {
        var entry = Gone(uid, false, null);
        return new GonePod(time.GetElapsedTime(entry.GoneSince!.Value), entry.HasEnded, entry.Grace);
    }

    private Entry Gone(string uid, bool hasEnded, TimeSpan? grace) => Update(uid, entry => entry with
    {
        GoneSince = entry.GoneSince ?? time.GetTimestamp(),
        HasEnded = entry.HasEnded || hasEnded,
        Grace = entry.Grace ?? grace,
    });

    private Entry Update(string uid, Func<Entry, Entry> change)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(uid, out var entry))
            {
                if (_order.Count >= MaxPods) _entries.Remove(_order.Dequeue());
                _order.Enqueue(uid);
                entry = new Entry(time.GetTimestamp());
            }
            return _entries[uid] = change(entry);
        }
    }

    private sealed record Entry(long EndingSince)
    {
        public long? GoneSince { get; init; }

        public bool HasEnded { get; init; }

        public TimeSpan? Grace { get; init; }
    }
}
