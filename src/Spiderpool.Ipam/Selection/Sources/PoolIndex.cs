using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>The pools of a request by name, indexed once and only if a name is looked up.</summary>
internal sealed class PoolIndex(IReadOnlyCollection<SpiderIPPool> pools)
{
    private Dictionary<string, SpiderIPPool>? _byName;

    /// <summary>Pools that a rule names: in the listed order, within one wildcard by name.</summary>
    /// <param name="rule">Names and wildcards; a wildcard takes pools of the rule's family only.</param>
    /// <param name="nic">Interface, for messages.</param>
    /// <param name="named">What named each pool of the interface so far.</param>
    /// <exception cref="ReasonException">A pool does not exist, or is named twice for the interface.</exception>
    public List<SpiderIPPool> Resolve(FamilyRule rule, string nic, Dictionary<string, string> named)
    {
        var resolved = new List<SpiderIPPool>();
        foreach (var name in rule.Names)
        {
            foreach (var pool in Glob.IsGlob(name) ? Expand(name, rule.Family) : [Find(name, nic)])
            {
                var poolName = pool.Metadata.Name ?? "";
                if (!named.TryAdd(poolName, name))
                {
                    throw new ReasonException(Reason.DuplicatePool, $"duplicate IPPool {poolName} for interface {nic}: "
                        + $"named by \"{named[poolName]}\" and by \"{name}\"; name it once");
                }
                resolved.Add(pool);
            }
        }
        return resolved;
    }

    private SpiderIPPool Find(string name, string nic)
    {
        if (_byName is null)
        {
            _byName = new(pools.Count, StringComparer.Ordinal);
            foreach (var pool in pools) _byName.TryAdd(pool.Metadata.Name ?? "", pool);
        }
        return _byName.TryGetValue(name, out var found) ? found : throw new ReasonException(Reason.PoolNotFound,
            $"SpiderIPPool {name}, named for interface {nic}, does not exist; create it or correct the name");
    }

    private IEnumerable<SpiderIPPool> Expand(string pattern, IPFamily family)
    {
        if (!Glob.TryParse(pattern, out var glob)) return [];
        return pools
            .Where(pool => glob.IsMatch(pool.Metadata.Name) && PoolRanges.FamilyOf(pool.Spec) == family)
            .OrderBy(pool => pool.Metadata.Name, StringComparer.Ordinal);
    }
}
