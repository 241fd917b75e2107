using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Annotations;

namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>The sources of pool rules in the order of spec/ipam.md 4.3: the first that applies is the only one.</summary>
internal static class RuleSources
{
    /// <exception cref="ReasonException">No source applies, or the one that does is invalid.</exception>
    public static CandidateRules Find(SelectionRequest request)
    {
        return SubnetSource.Find(request) ?? FromIPPools(request) ?? FromIPPool(request) ?? FromNamespace(request) ?? FromCni(request)
            ?? FromDefaults(request)
            ?? throw new ReasonException(Reason.NoPoolRule,
                $"no pool selection rules for pod {request.Pod.Key}: no annotation of the pod or its namespace and no CNI "
                + "configuration names a pool, and no pool has spec.default; "
                + $"set annotation {AnnotationKeys.IPPool} or spec.default of a pool");
    }

    private static CandidateRules? FromIPPools(SelectionRequest request)
    {
        if (request.Pod.Metadata.Annotation(AnnotationKeys.IPPools) is not { } value) return null;
        var rules = IPPoolsAnnotation.Parse($"pod {request.Pod.Key}", value);
        if (rules[0].IsUnnamed || rules.Any(rule => rule.Nic == request.IfName))
        {
            return new CandidateRules(PoolSource.IPPoolsAnnotation, rules);
        }
        var listed = Excerpt.Of(string.Join(", ", rules.Select(rule => rule.Nic)));
        throw new ReasonException(Reason.NoAddressForInterface,
            $"annotation {AnnotationKeys.IPPools} of pod {request.Pod.Key} names {listed}, but not interface {request.IfName}; "
            + "add an item for it");
    }

    private static CandidateRules? FromIPPool(SelectionRequest request) =>
        request.Pod.Metadata.Annotation(AnnotationKeys.IPPool) is not { } value
            ? null
            : Single(PoolSource.IPPoolAnnotation,
                IPPoolAnnotation.Parse($"pod {request.Pod.Key}", value, request.IfName, request.CleanGateway));

    private static CandidateRules? FromNamespace(SelectionRequest request) => Single(
        PoolSource.NamespaceAnnotation,
        InterfaceRule.Of(request.IfName, request.CleanGateway,
            NamespaceAnnotation.Parse(request.Namespace, AnnotationKeys.DefaultIPv4IPPool),
            NamespaceAnnotation.Parse(request.Namespace, AnnotationKeys.DefaultIPv6IPPool)));

    private static CandidateRules? FromCni(SelectionRequest request)
    {
        CheckCni("default_ipv4_ippool", request.CniIPv4Pools);
        CheckCni("default_ipv6_ippool", request.CniIPv6Pools);
        return Single(PoolSource.CniConfiguration,
            InterfaceRule.Of(request.IfName, request.CleanGateway, request.CniIPv4Pools, request.CniIPv6Pools));
    }

    private static CandidateRules? FromDefaults(SelectionRequest request)
    {
        var defaults = request.Pools.Where(pool => pool.Spec.Default == true).ToLookup(
            pool => PoolRanges.FamilyOf(pool.Spec), pool => pool.Metadata.Name ?? "");
        return Single(PoolSource.ClusterDefault,
            InterfaceRule.Of(request.IfName, request.CleanGateway,
                [.. defaults[IPFamily.IPv4].Order(StringComparer.Ordinal)],
                [.. defaults[IPFamily.IPv6].Order(StringComparer.Ordinal)]));
    }

    private static CandidateRules? Single(PoolSource source, InterfaceRule rule) =>
        rule.Families.Count == 0 ? null : new CandidateRules(source, [rule]);

    private static void CheckCni(string key, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (PoolNames.WhyInvalid(name) is not { } problem) continue;
            throw new ReasonException(Reason.InvalidNetConf,
                $"{key} has \"{Excerpt.Of(name)}\", which {problem}; correct the CNI configuration");
        }
    }
}
