using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam;

/// <summary>What a pool's spec says about addresses, parsed and checked (spec/crds.md 2 and 3.1).</summary>
/// <param name="Subnet">Canonical CIDR; its length is the prefix length that pods get.</param>
/// <param name="Usable"><c>ips</c> less <c>excludeIPs</c>.</param>
public sealed record PoolRanges(Prefix Subnet, RangeSet Usable)
{
    /// <summary>Family of the pool: <c>ipVersion</c>, else the family of <c>subnet</c>; null when neither can be read.</summary>
    public static IPFamily? FamilyOf(SpiderIPPoolSpec spec) => spec.IpVersion switch
    {
        4 => IPFamily.IPv4,
        6 => IPFamily.IPv6,
        null when Prefix.TryParse(spec.Subnet, out var subnet) => subnet.Family,
        _ => null,
    };

    /// <exception cref="ReasonException"><see cref="Reason.PoolInvalid"/>, naming the pool, the field and the value.</exception>
    public static PoolRanges Of(SpiderIPPool pool)
    {
        var spec = pool.Spec;
        if (!Prefix.TryParse(spec.Subnet, out var subnet) || !subnet.IsCanonical)
        {
            throw Invalid(pool, $"spec.subnet \"{Excerpt.Of(spec.Subnet)}\" is not a CIDR without host bits (10.1.0.0/16)");
        }
        if (FamilyOf(spec) != subnet.Family)
        {
            throw Invalid(pool, $"spec.ipVersion {spec.IpVersion} is not the version of spec.subnet {subnet}");
        }
        return new(subnet, Parse(pool, "ips", spec.Ips, subnet).Except(Parse(pool, "excludeIPs", spec.ExcludeIPs, subnet)));
    }

    internal static ReasonException Invalid(SpiderIPPool pool, string problem) =>
        new(Reason.PoolInvalid, $"pool {pool.Metadata.Name}: {problem}");

    private static RangeSet Parse(SpiderIPPool pool, string field, IReadOnlyList<string>? items, Prefix subnet)
    {
        if (items is not { Count: > 0 }) return RangeSet.Empty;
        var ranges = new AddressRange[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            if (!AddressRange.TryParse(items[i], out ranges[i]))
            {
                throw Invalid(pool, $"spec.{field}[{i}] \"{Excerpt.Of(items[i])}\" is not an address or a range \"first-last\"");
            }
            if (!subnet.Contains(ranges[i].First) || !subnet.Contains(ranges[i].Last))
            {
                throw Invalid(pool, $"spec.{field}[{i}] {ranges[i]} is not inside spec.subnet {subnet}");
            }
        }
        return RangeSet.Of(ranges);
    }
}
