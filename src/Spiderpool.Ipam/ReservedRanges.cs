using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam;

/// <summary>The union of all SpiderReservedIPs that are not being deleted (spec/crds.md 5).</summary>
public sealed class ReservedRanges
{
    private static readonly RangeSet AllIPv4 = RangeSet.Of(Prefix.Parse("0.0.0.0/0").Range);
    private static readonly RangeSet AllIPv6 = RangeSet.Of(Prefix.Parse("::/0").Range);

    private readonly RangeSet _v4, _v6;

    /// <param name="reserved">An item that cannot be read reserves nothing; the schema and the webhook keep such items out.</param>
    public ReservedRanges(IEnumerable<SpiderReservedIP> reserved)
    {
        var all = RangeSet.Of(reserved
            .Where(item => !item.Metadata.IsTerminating)
            .SelectMany(item => item.Spec.Ips ?? [])
            .Select(text => AddressRange.TryParse(text, out var range) ? range : (AddressRange?)null)
            .OfType<AddressRange>());
        (_v4, _v6) = (all.Intersect(AllIPv4), all.Intersect(AllIPv6));
    }

    public RangeSet Of(IPFamily family) => family == IPFamily.IPv4 ? _v4 : _v6;
}
