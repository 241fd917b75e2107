using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>A static route of the interface at hand.</summary>
public sealed record PolicyRoute(Prefix Destination, Address Gateway);
