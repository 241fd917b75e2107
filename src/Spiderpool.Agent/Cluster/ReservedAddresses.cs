using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>
/// The union of all SpiderReservedIPs that are not being deleted (spec/crds.md 5), made anew when one of them changes.
/// </summary>
internal sealed class ReservedAddresses : IDisposable
{
    private readonly Informer<SpiderReservedIP> _informer;
    private readonly IDisposable _subscription;
    private volatile RangeSet? _all;

    public ReservedAddresses(Informer<SpiderReservedIP> informer)
    {
        _informer = informer;
        _subscription = informer.Subscribe(_ => _all = null);
    }

    public RangeSet Of(IPFamily family)
    {
        var all = _all ??= Union();
        return family == IPFamily.IPv4 ? all.Intersect(AllIPv4) : all.Intersect(AllIPv6);
    }

    public void Dispose() => _subscription.Dispose();

    private static RangeSet AllIPv4 { get; } = RangeSet.Of(Prefix.Parse("0.0.0.0/0").Range);

    private static RangeSet AllIPv6 { get; } = RangeSet.Of(Prefix.Parse("::/0").Range);

    /// <summary>An item that cannot be read reserves nothing; the CRD's schema and the webhook keep such items out.</summary>
    private RangeSet Union() => RangeSet.Of(_informer.Snapshot()
        .Where(reserved => !reserved.Metadata.IsTerminating)
        .SelectMany(reserved => reserved.Spec.Ips ?? [])
        .Select(item => AddressRange.TryParse(item, out var range) ? range : (AddressRange?)null)
        .OfType<AddressRange>());
}
