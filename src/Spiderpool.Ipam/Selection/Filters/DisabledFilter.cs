using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>A pool with spec.disable gives out nothing.</summary>
internal sealed class DisabledFilter : IPoolFilter
{
    public string Name => "disabled";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context) =>
        pool.Spec.Disable == true ? Verdict.Drop(Reason.PoolDisabled, "spec.disable is true") : Verdict.Pass;
}
