using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Ipam.Reclaim;

/// <summary>
/// Pure: whether the address of a holder goes back (spec/ipam.md 9). It does only on two independent proofs: the API
/// server's word that the pod of this UID is gone or has ended, and one of <see cref="ReclaimProof"/>. Without both, it stays.
/// </summary>
public static class ReclaimDecider
{
    public static ReclaimDecision Decide(Holder holder, HolderFacts facts, ReclaimRules rules)
    {
        var isHolder = facts.Pod is not null && facts.Pod.Metadata.Uid == holder.PodUid;
        if (isHolder && EndpointRules.IsAlive(facts.Pod!))
        {
            return new(false, Reason.HolderAlive, $"pod {holder.Pod} is {facts.Pod!.Status?.Phase ?? "Pending"}");
        }
        if (facts.IsStatic && facts.IsWanted)
        {
            return new(false, Reason.StaticAddressKept, $"the owner of pod {holder.Pod} wants a pod of this name");
        }
        return isHolder ? OfEndingPod(holder, facts.Pod!, facts, rules) : OfGonePod(holder, facts, rules);
    }

    /// <summary>The pod is terminating, or has finished and stays as an object.</summary>
    private static ReclaimDecision OfEndingPod(Holder holder, Pod pod, HolderFacts facts, ReclaimRules rules)
    {
        var what = pod.Metadata.IsTerminating ? "is terminating" : $"has finished ({pod.Status?.Phase})";
        if (Outright(holder, what, facts) is { } outright) return outright;
        var grace = (PodEnd.DeletionGracePeriod(pod) ?? rules.UnknownGrace) + rules.AdditionalGrace;
        if (facts.Node is NodeState.Ready && pod.Metadata.IsTerminating && !rules.ReclaimOnReadyNode)
        {
            return Wait(holder, $"{what} on a Ready node", null);
        }
        if (PodEnd.HasEnded(pod)) return AfterGrace(holder, what, ReclaimProof.ContainersEnded, grace, facts);
        // A kubelet that reports would have said that the containers ended: they have not, whatever the clock says.
        if (facts.Node is NodeState.Ready) return Wait(holder, $"{what} and its containers have not ended", null);
        if (!rules.ReclaimOnNotReadyNode) return Wait(holder, $"{what} on a node that is not Ready", null);
        return AfterGrace(holder, what, ReclaimProof.GracePassed, grace, facts);
    }

    private static ReclaimDecision OfGonePod(Holder holder, HolderFacts facts, ReclaimRules rules)
    {
        var what = facts.Pod is null ? "is gone" : $"is gone (another of the name has UID {facts.Pod.Metadata.Uid})";
        if (Outright(holder, what, facts) is { } outright) return outright;
        if (facts.HasEnded) return Release(holder, what, ReclaimProof.ContainersEnded);
        if (facts.Node is NodeState.NotReady && !rules.ReclaimOnNotReadyNode)
        {
            return Wait(holder, $"{what}, its node is not Ready", null);
        }
        return AfterGrace(holder, what, ReclaimProof.GracePassed, (facts.Grace ?? rules.UnknownGrace) + rules.AdditionalGrace, facts);
    }

    private static ReclaimDecision? Outright(Holder holder, string what, HolderFacts facts) => facts.Node switch
    {
        NodeState.Gone => Release(holder, what, ReclaimProof.NodeGone),
        NodeState.Fenced => Release(holder, what, ReclaimProof.NodeFenced),
        _ when facts.IsVouched => Release(holder, what, ReclaimProof.Vouched),
        _ => null,
    };

    private static ReclaimDecision AfterGrace(
        Holder holder, string what, ReclaimProof proof, TimeSpan grace, HolderFacts facts)
    {
        if (facts.KnownFor >= grace) return Release(holder, what, proof);
        var due = facts.Now + grace - facts.KnownFor;
        return Wait(holder, $"{what}, its grace ends at {due:u}", due);
    }

    private static ReclaimDecision Release(Holder holder, string what, ReclaimProof proof) =>
        new(true, Reason.AddressReclaimed, $"pod {holder.Pod} {what}; second proof: {proof}", proof);

    private static ReclaimDecision Wait(Holder holder, string what, DateTimeOffset? retryAt) =>
        new(false, Reason.HolderNotProvenGone, $"pod {holder.Pod} {what}", RetryAt: retryAt);
}
