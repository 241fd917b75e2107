using Spiderpool.Api.Crds;

namespace Spiderpool.Subnets;

/// <summary>Where SpiderSubnets are read.</summary>
public interface ISubnetSource
{
    /// <summary>The subnet as seen last; it may be stale, which a write finds out.</summary>
    /// <returns>Null when there is none.</returns>
    Task<SpiderSubnet?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes note of a newer version.</summary>
    void Saw(SpiderSubnet subnet);
}
