using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>
/// Subnet, ranges, gateway and routes can be read. Last, as it costs most and most pools of a large cluster are
/// dropped before.
/// </summary>
internal sealed class SpecFilter : IPoolFilter
{
    public string Name => "spec";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context)
    {
        try
        {
            var subnet = PoolRanges.Of(pool).Subnet;
            if (!IsInside(subnet, pool.Spec.Gateway)) return Invalid("spec.gateway", pool.Spec.Gateway!, subnet);
            foreach (var route in pool.Spec.Routes ?? [])
            {
                if (!Prefix.TryParse(route.Dst, out var dst) || dst.Family != subnet.Family)
                {
                    return Verdict.Drop(
                        Reason.PoolInvalid, $"spec.routes: dst \"{Excerpt.Of(route.Dst)}\" is not an {subnet.Family} CIDR");
                }
                if (!IsInside(subnet, route.Gw)) return Invalid("spec.routes: gw", route.Gw, subnet);
            }
            return Verdict.Pass;
        }
        catch (ReasonException e)
        {
            return Verdict.Drop(e.Reason, e.Detail);
        }
    }

    private static bool IsInside(Prefix subnet, string? address) =>
        address is null || (Address.TryParse(address, out var parsed) && subnet.Contains(parsed));

    private static Verdict Invalid(string field, string value, Prefix subnet) =>
        Verdict.Drop(Reason.PoolInvalid, $"{field} \"{Excerpt.Of(value)}\" is not an address inside {subnet}");
}
