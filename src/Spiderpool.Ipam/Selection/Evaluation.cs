using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection.Filters;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection;

/// <summary>
/// One run over the interfaces of a request. Goes on after a failure, so that the verdicts tell everything, and keeps
/// the first one.
/// </summary>
internal sealed class Evaluation(SelectionRequest request)
{
    private static readonly IPoolFilter[] Filters =
    [
        new TerminatingFilter(), new DisabledFilter(), new FamilyFilter(), new NodeFilter(), new NamespaceFilter(),
        new PodFilter(), new NetworkFilter(), new SpecFilter(),
    ];

    private readonly PoolIndex _index = new(request.Pools);
    private readonly List<PoolVerdict> _verdicts = [];

    public IReadOnlyList<PoolVerdict> Verdicts => _verdicts;

    public ReasonException? Failure { get; private set; }

    public InterfaceCandidates Evaluate(InterfaceRule rule)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var network = new InterfaceNetwork(request, rule);
        var families = new List<FamilyCandidates>(2);
        foreach (var family in rule.Families)
        {
            if (IsEnabled(family.Family))
            {
                var context = new FilterContext(request, rule, family.Family, network);
                families.Add(new FamilyCandidates(family.Family, Candidates(family, named, context)));
            }
            else
            {
                DropFamily(rule, family);
            }
        }
        if (families.Count == 0)
        {
            Failure ??= new(Reason.NoAddressForInterface,
                $"no IP found for interface {rule.Nic} of pod {request.Pod.Key}: pools are named only for families that the "
                + "configuration disables; name a pool of an enabled family");
        }
        return new InterfaceCandidates(rule.Nic, rule.CleanGateway, families, rule.IsUnnamed, rule.Index);
    }

    private bool IsEnabled(IPFamily family) => family == IPFamily.IPv4 ? request.Options.EnableIPv4 : request.Options.EnableIPv6;

    private void DropFamily(InterfaceRule rule, FamilyRule family)
    {
        var detail = $"enable{family.Family} is false";
        foreach (var name in family.Names)
        {
            _verdicts.Add(new(rule.Nic, family.Family, name, "enabled", Reason.FamilyDisabled, detail));
        }
    }

    private IReadOnlyList<SpiderIPPool> Candidates(FamilyRule rule, Dictionary<string, string> named, FilterContext context)
    {
        try
        {
            var firstVerdict = _verdicts.Count;
            var passed = _index.Resolve(rule, context.Interface.Nic, named).FindAll(pool => Passes(pool, context));
            if (passed.Count == 0) Failure ??= NoneLeft(rule, context, firstVerdict);
            return PoolRanking.Rank(passed);
        }
        catch (ReasonException e)
        {
            Failure ??= e;
            return [];
        }
    }

    private bool Passes(SpiderIPPool pool, FilterContext context)
    {
        foreach (var filter in Filters)
        {
            var (reason, detail) = filter.Evaluate(pool, context);
            _verdicts.Add(new(context.Interface.Nic, context.Family, pool.Metadata.Name ?? "", filter.Name, reason, detail));
            if (reason is not null) return false;
        }
        return true;
    }

    private ReasonException NoneLeft(FamilyRule rule, FilterContext context, int firstVerdict)
    {
        const int mostNamed = 10;
        var what = $"no IPPool available for interface {context.Interface.Nic} {context.Family} of pod {request.Pod.Key}";
        var dropped = _verdicts.Skip(firstVerdict).Where(verdict => verdict.Reason is not null).ToList();
        if (dropped.Count == 0)
        {
            var patterns = Excerpt.Of(string.Join(", ", rule.Names));
            return new(Reason.NoIPPoolAvailable, $"{what}: no {context.Family} pool matches {patterns}; correct the wildcard");
        }
        var named = string.Join("; ", dropped.Take(mostNamed).Select(v => $"{v.Pool}: {v.Reason} ({v.Detail})"));
        var more = dropped.Count > mostNamed ? $"; and {dropped.Count - mostNamed} more" : "";
        return new(Reason.NoIPPoolAvailable, $"{what}, all filtered out: {named}{more}");
    }
}
