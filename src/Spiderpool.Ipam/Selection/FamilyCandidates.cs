using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection;

/// <summary>Pools of one family for one interface.</summary>
/// <param name="Family">Family of each pool.</param>
/// <param name="Pools">Those that passed each filter, in the order to try; empty after a failure.</param>
public sealed record FamilyCandidates(IPFamily Family, IReadOnlyList<SpiderIPPool> Pools);
