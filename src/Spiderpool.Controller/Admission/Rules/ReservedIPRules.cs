using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>SpiderReservedIP (spec/crds.md 5).</summary>
internal sealed class ReservedIPRules(NetworkRules network) : IResourceRules<SpiderReservedIP>
{
    public SpiderReservedIP Mutate(SpiderReservedIP reserved)
    {
        if (reserved.Metadata.IsTerminating) return reserved;
        return reserved with
        {
            Spec = reserved.Spec with
            {
                IpVersion = reserved.Spec.IpVersion ?? VersionOf(reserved.Spec.Ips is [var first, ..] ? first : null),
                Ips = RangeLists.Merge(reserved.Spec.Ips),
            },
        };
    }

    public void Validate(SpiderReservedIP reserved, SpiderReservedIP? old, FieldErrors errors)
    {
        if (MetadataRules.RefuseChangeOfTerminating(reserved, old, errors)) return;
        var spec = reserved.Spec;
        if (old is not null && spec.IpVersion != old.Spec.IpVersion) errors.Forbidden("spec.ipVersion", "is immutable");
        if (spec.Ips is not { Count: > 0 }) errors.Required("spec.ips", "name at least one address");
        if (spec.IpVersion is not (4 or 6))
        {
            errors.NotSupported("spec.ipVersion", spec.IpVersion?.ToString(), "4", "6");
            return;
        }
        var family = spec.IpVersion == 4 ? IPFamily.IPv4 : IPFamily.IPv6;
        network.RequireEnabled(family, errors);
        RangeLists.Read(spec.Ips, Prefix.Parse(family == IPFamily.IPv4 ? "0.0.0.0/0" : "::/0"), "spec.ips", errors);
    }

    private static int? VersionOf(string? item) =>
        AddressRange.TryParse(item, out var range) ? range.Family == IPFamily.IPv4 ? 4 : 6 : null;
}
