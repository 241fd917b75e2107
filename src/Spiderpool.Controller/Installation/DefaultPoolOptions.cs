using Spiderpool.Addressing;

namespace Spiderpool.Controller.Installation;

/// <summary>The default pool of one family, and the SpiderSubnet that owns it.</summary>
/// <param name="Family">Family of the addresses.</param>
/// <param name="PoolName">Name of the SpiderIPPool; empty for none.</param>
/// <param name="SubnetName">Name of the SpiderSubnet; empty for none.</param>
/// <param name="Subnet">CIDR of both.</param>
/// <param name="Ranges">Addresses of both, in the notation of spec/crds.md 2.</param>
/// <param name="Gateway">Gateway of both; null for none.</param>
public sealed record DefaultPoolOptions(
    IPFamily Family, string PoolName, string SubnetName, string Subnet, IReadOnlyList<string> Ranges, string? Gateway);
