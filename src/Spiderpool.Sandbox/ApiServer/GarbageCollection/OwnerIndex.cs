using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>Which objects name which owners, both ways. Safe for concurrent use.</summary>
internal sealed class OwnerIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, ImmutableArray<OwnerReference>> _owners = [];
    private readonly Dictionary<string, HashSet<ObjectKey>> _dependents = new(StringComparer.Ordinal);

    /// <summary>Records the owners that an object names now.</summary>
    /// <returns>Those it named before; default when nothing changed.</returns>
    public ImmutableArray<OwnerReference> Set(ObjectKey key, ImmutableArray<OwnerReference> owners)
    {
        lock (_gate)
        {
            var before = _owners.GetValueOrDefault(key, []);
            if (before.SequenceEqual(owners))
                return default;
            foreach (var owner in before)
            {
                if (_dependents.TryGetValue(owner.Uid, out var set) && set.Remove(key) && set.Count == 0)
                    _dependents.Remove(owner.Uid);
            }

            foreach (var owner in owners)
            {
                if (!_dependents.TryGetValue(owner.Uid, out var set))
                    _dependents[owner.Uid] = set = [];
                set.Add(key);
            }

            if (owners.IsEmpty)
                _owners.Remove(key);
            else
                _owners[key] = owners;
            return before;
        }
    }

    /// <summary>The objects that name an owner with this UID.</summary>
    public ImmutableArray<ObjectKey> Dependents(string uid)
    {
        lock (_gate)
            return _dependents.TryGetValue(uid, out var set) ? [.. set] : [];
    }

    /// <summary>Whether a foreground deletion of the owner waits for a dependent.</summary>
    public bool IsBlocked(string uid)
    {
        lock (_gate)
            return _dependents.TryGetValue(uid, out var set)
                && set.Any(key => _owners[key].Any(owner => owner.Uid == uid && owner.Blocks));
    }
}
