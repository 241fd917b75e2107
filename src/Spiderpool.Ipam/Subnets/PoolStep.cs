using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>
/// The next single write on the way to what a group should be. Each replaces an object as it was read, so that it fails when
/// somebody else was faster; then the way is planned anew.
/// </summary>
public abstract record PoolStep
{
    private PoolStep()
    {
    }

    /// <summary>Make a pool without addresses.</summary>
    public sealed record CreatePool(SpiderIPPool Pool, string Subnet) : PoolStep;

    /// <summary>Write the pool's spec and metadata.</summary>
    /// <param name="Pool">As it should be.</param>
    /// <param name="Subnet">Name of its subnet.</param>
    /// <param name="Before">Number of addresses that it had.</param>
    /// <param name="After">Number of addresses that it gets.</param>
    public sealed record WritePool(SpiderIPPool Pool, string Subnet, UInt128 Before, UInt128 After) : PoolStep;

    /// <summary>Write the subnet's status.</summary>
    public sealed record WriteSubnet(SpiderSubnet Subnet) : PoolStep;

    public sealed record DeletePool(SpiderIPPool Pool) : PoolStep;

    /// <summary>Nothing is left to do.</summary>
    public sealed record Done : PoolStep;

    /// <summary>Nothing can be done now.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">For people.</param>
    /// <param name="Pool">Name of the pool whose next change may help; null when it is a subnet.</param>
    public sealed record Blocked(Reason Reason, string Detail, string? Pool = null) : PoolStep;
}
