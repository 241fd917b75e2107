namespace Spiderpool.Controller.Applications;

/// <summary>Applications that can go on only when some subnet or pool changes. Safe for concurrent use.</summary>
internal sealed class Waiting
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<ApplicationKey>> _byObject = [];

    public void Add(string waitedFor, ApplicationKey application)
    {
        lock (_lock)
        {
            if (!_byObject.TryGetValue(waitedFor, out var waiting)) _byObject[waitedFor] = waiting = [];
            waiting.Add(application);
        }
    }

    /// <summary>Takes out those that wait for an object.</summary>
    public IReadOnlyCollection<ApplicationKey> Take(string waitedFor)
    {
        lock (_lock) return _byObject.Remove(waitedFor, out var waiting) ? waiting : [];
    }

    /// <summary>An application waits for nothing any more.</summary>
    public void Forget(ApplicationKey application)
    {
        lock (_lock)
        {
            foreach (var (waitedFor, waiting) in _byObject.ToList())
            {
                if (waiting.Remove(application) && waiting.Count == 0) _byObject.Remove(waitedFor);
            }
        }
    }

    /// <summary>Takes out all.</summary>
    public IReadOnlyCollection<ApplicationKey> TakeAll()
    {
        lock (_lock)
        {
            var all = _byObject.Values.SelectMany(waiting => waiting).ToHashSet();
            _byObject.Clear();
            return all;
        }
    }
}
