using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>The addresses that a SpiderSubnet gives to pools: <c>ips</c> less <c>excludeIPs</c> (spec/crds.md 4).</summary>
public static class SubnetRanges
{
    /// <exception cref="ReasonException"><see cref="Reason.SubnetInvalid"/>, naming the subnet, the field and the value.</exception>
    public static RangeSet Of(SpiderSubnet subnet) =>
        Parse(subnet, "ips", subnet.Spec.Ips).Except(Parse(subnet, "excludeIPs", subnet.Spec.ExcludeIPs));

    private static RangeSet Parse(SpiderSubnet subnet, string field, IReadOnlyList<string>? items) =>
        RangeSet.Of((items ?? []).Select((item, i) => AddressRange.TryParse(item, out var range)
            ? range
            : throw new ReasonException(Reason.SubnetInvalid,
                $"subnet {subnet.Metadata.Name}: spec.{field}[{i}] \"{Excerpt.Of(item)}\" is not an address or a range")));
}
