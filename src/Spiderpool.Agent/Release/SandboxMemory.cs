namespace Spiderpool.Agent.Release;

/// <summary>
/// Sandboxes and pods whose end this process has seen, the latest few thousand: an ADD that a runtime gave up may be worked
/// on only after the DEL that followed it. Such an ADD dies with the process, so this need not outlive it either.
/// </summary>
public sealed class Departures
{
    private const int Capacity = 8192;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <param name="id">Container ID of a sandbox, or UID of a pod that is not alive any more.</param>
    public void Add(string id)
    {
        lock (_ids)
        {
            if (id.Length == 0 || !_ids.Add(id)) return;
            _order.Enqueue(id);
            if (_order.Count > Capacity) _ids.Remove(_order.Dequeue());
        }
    }

    public bool Contains(string id)
    {
        lock (_ids) return _ids.Contains(id);
    }
}
