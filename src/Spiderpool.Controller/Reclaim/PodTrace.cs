using Spiderpool.Api.Core;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Controller.Reclaim;

/// <summary>
/// Remembers of pods that ended when that was first seen and what their last version said about the end of their containers.
/// What it forgets (a restart, too many pods) costs only time: a grace period begins anew.
/// </summary>
public sealed class PodTrace(TimeProvider time)
{
    /// <summary>As SPIDERPOOL_GC_MAX_PODENTRY_DB_CAP of the original.</summary>
    private const int MaxPods = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, GonePod> _gone = [];
    private readonly Queue<string> _order = new();

    /// <summary>The pod was deleted, or a list no longer has it; what was last seen of it counts.</summary>
    public void Deleted(Pod last) => Note(last.Metadata.Uid!, PodEnd.HasEnded(last), PodEnd.GracePeriod(last));

    /// <summary>A read found that no pod has the UID.</summary>
    /// <returns>What was known before, or that it is so since now.</returns>
    public GonePod Missing(string uid) => Note(uid, false, null);

    private GonePod Note(string uid, bool hasEnded, TimeSpan? grace)
    {
        lock (_gate)
        {
            if (_gone.TryGetValue(uid, out var known))
            {
                return _gone[uid] = known with { HasEnded = known.HasEnded || hasEnded, Grace = known.Grace ?? grace };
            }
            if (_order.Count >= MaxPods) _gone.Remove(_order.Dequeue());
            _order.Enqueue(uid);
            return _gone[uid] = new GonePod(time.GetUtcNow(), hasEnded, grace);
        }
    }
}
