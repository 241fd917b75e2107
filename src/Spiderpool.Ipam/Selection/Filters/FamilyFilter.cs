using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>The pool has the family of the list that names it.</summary>
internal sealed class FamilyFilter : IPoolFilter
{
    public string Name => "family";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context) => PoolRanges.FamilyOf(pool.Spec) switch
    {
        null => Verdict.Drop(Reason.PoolInvalid, "neither spec.ipVersion nor spec.subnet tells the family"),
        var family when family == context.Family => Verdict.Pass,
        var family => Verdict.Drop(Reason.FamilyMismatch, $"it is an {family} pool, wanted is {context.Family}"),
    };
}
