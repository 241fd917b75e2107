using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>
/// multusName names the network of the interface. A pool without multusName passes unasked, so that it works on
/// clusters without Multus.
/// </summary>
internal sealed class NetworkFilter : IPoolFilter
{
    public string Name => "network";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context)
    {
        if (pool.Spec.MultusName is not { Count: > 0 } allowed) return Verdict.Pass;
        if (context.Network.Resolve(out var verdict) is not { } network) return verdict;
        var installNamespace = context.Request.Options.InstallNamespace;
        foreach (var name in allowed)
        {
            if ((name.Contains('/') ? name : $"{installNamespace}/{name}") == network) return Verdict.Pass;
        }
        return Verdict.Drop(Reason.NetworkMismatch, $"the interface is of network {network}, which is not in spec.multusName "
            + $"[{Excerpt.Of(string.Join(",", allowed))}]");
    }
}
