using Spiderpool.Addressing;
using Spiderpool.Linux.Netfilter;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// Replies take the way that the request came: connections that begin at the pod's end of the veth pair get a mark, and what
/// the pod sends for them gets it too, so that a rule leads it to the table of the node (spec/cni.md 3). What comes in by the
/// pair is marked as well, for a strict reverse path filter.
/// </summary>
internal static class MarkTable
{
    public static NftTable Of(IPFamily family) => new(family, Ownership.TableName,
    [
        // The kernel lists chains in the order in which they were made.
        new NftChain("prerouting", "filter", NftHook.PreRouting, NftChain.Mangle,
        [
            new NftRule(
                new NftLoad(NftKey.InputLinkName), NftCompare.IsLink(PodNames.Veth),
                new NftLoad(NftKey.ConnectionState), new NftMask(NftCompare.NewConnection), NftCompare.IsNot(0),
                new NftValue(PodNames.Mark), new NftStore(NftKey.ConnectionMark)),
            new NftRule(
                new NftLoad(NftKey.InputLinkName), NftCompare.IsLink(PodNames.Veth),
                new NftLoad(NftKey.ConnectionMark), NftCompare.Is(PodNames.Mark),
                new NftValue(PodNames.Mark), new NftStore(NftKey.PacketMark)),
        ]),
        new NftChain("output", "route", NftHook.Output, NftChain.Mangle,
        [
            new NftRule(
                new NftLoad(NftKey.ConnectionMark), NftCompare.Is(PodNames.Mark),
                new NftValue(PodNames.Mark), new NftStore(NftKey.PacketMark)),
        ]),
    ]);
}
