using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>A pool that is being deleted gives out nothing.</summary>
internal sealed class TerminatingFilter : IPoolFilter
{
    public string Name => "terminating";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context) =>
        pool.Metadata.IsTerminating ? Verdict.Drop(Reason.PoolTerminating, "the pool is being deleted") : Verdict.Pass;
}
