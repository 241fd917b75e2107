using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Controller.Reclaim;

/// <summary>What a scan decided about one record of a pool.</summary>
/// <param name="Holder">The record.</param>
/// <param name="Decision">What should happen to it, and why.</param>
/// <param name="Failure">Why what should happen did not; null when it did, or nothing should.</param>
public sealed record Finding(Holder Holder, ReclaimDecision Decision, string? Failure = null);
