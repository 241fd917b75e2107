using Spiderpool.Api;

namespace Spiderpool.Ipam.Reclaim;

/// <summary>What happens to one address, and why.</summary>
/// <param name="Release">Whether it goes back.</param>
/// <param name="Reason">
/// <see cref="Reason.AddressReclaimed"/>, <see cref="Reason.HolderAlive"/>, <see cref="Reason.HolderNotProvenGone"/> or
/// <see cref="Reason.StaticAddressKept"/>.
/// </param>
/// <param name="Explanation">One line for people.</param>
/// <param name="Proof">The second proof, when it goes back.</param>
/// <param name="RetryAt">When a proof may exist that is missing now; null when no clock brings it.</param>
public sealed record ReclaimDecision(
    bool Release, Reason Reason, string Explanation, ReclaimProof Proof = ReclaimProof.None, DateTimeOffset? RetryAt = null);
