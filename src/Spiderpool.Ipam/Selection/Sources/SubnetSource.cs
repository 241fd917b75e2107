using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>The automatic pools of the pod's application, if its annotations name subnets (spec/ipam.md 4.3, source 1).</summary>
internal static class SubnetSource
{
    /// <returns>Null when no annotation names a subnet, or SpiderSubnets are not used at all.</returns>
    /// <exception cref="ReasonException">Also <see cref="Reason.AutomaticPoolPending"/>: there is no such pool yet.</exception>
    public static CandidateRules? Find(SelectionRequest request)
    {
        if (!request.Options.EnableSpiderSubnet || !SubnetUse.IsIn(request.Pod.Metadata)) return null;
        var nic = InterfaceOf(request);
        var rule = InterfaceRule.Of(
            nic.Nic, request.CleanGateway, PoolsOf(request, nic, IPFamily.IPv4), PoolsOf(request, nic, IPFamily.IPv6));
        return new CandidateRules(PoolSource.SubnetAnnotation, [rule]);
    }

    /// <summary>What the annotations say of the interface that is set up.</summary>
    /// <exception cref="ReasonException">Nothing, or nothing that can be.</exception>
    public static InterfaceSubnets InterfaceOf(SelectionRequest request)
    {
        if (!request.Options.EnableAutoPoolForApplication) throw Refusal(request, "enableAutoPoolForApplication is false");
        if (request.Controller.Kind == "Pod") throw Refusal(request, "no application owns it, and automatic pools are for applications");
        var use = SubnetUse.Parse($"pod {request.Pod.Key}", request.Pod.Metadata)!;
        if (use.Interfaces.FirstOrDefault(nic => nic.Nic == request.IfName) is { } found) return found;
        var named = Excerpt.Of(string.Join(", ", use.Interfaces.Select(nic => nic.Nic)));
        throw new ReasonException(Reason.NoAddressForInterface,
            $"the subnet annotation of pod {request.Pod.Key} is for {named}, but not for interface {request.IfName}; add an item for it");
    }

    private static ReasonException Refusal(SelectionRequest request, string why) => new(Reason.SubnetNotSupported,
        $"pod {request.Pod.Key} has an annotation that names SpiderSubnets, but {why}; "
        + $"use {AnnotationKeys.IPPool} or {AnnotationKeys.IPPools}");

    private static List<string> PoolsOf(SelectionRequest request, InterfaceSubnets nic, IPFamily family)
    {
        var isEnabled = family == IPFamily.IPv4 ? request.Options.EnableIPv4 : request.Options.EnableIPv6;
        if (!isEnabled || nic.Of(family).Count == 0) return [];
        // In the order of the subnets. One that ends is for the pods that it has.
        var names = (from subnet in nic.Of(family)
                     from pool in request.Pools
                     where AutomaticPool.IsFor(pool, nic.Nic, family) && !pool.Metadata.IsTerminating
                         && pool.Metadata.Label(LabelKeys.OwnerApplicationUid) == request.Controller.Uid
                         && pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet) == subnet
                     select pool.Metadata.Name!).ToList();
        if (names.Count > 0) return names;
        var app = request.Controller;
        throw new ReasonException(Reason.AutomaticPoolPending,
            $"{app.Kind} {app.Namespace}/{app.Name} has no automatic {family} pool for {nic.Nic} of SpiderSubnet "
            + $"{Excerpt.Of(string.Join(", ", nic.Of(family)))} yet");
    }
}
