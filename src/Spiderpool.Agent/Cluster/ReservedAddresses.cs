using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>The reserved addresses as last seen, computed anew when a SpiderReservedIP changes.</summary>
internal sealed class ReservedAddresses : IDisposable
{
    private readonly Informer<SpiderReservedIP> _informer;
    private readonly IDisposable _subscription;
    private volatile ReservedRanges? _ranges;

    public ReservedAddresses(Informer<SpiderReservedIP> informer)
    {
        _informer = informer;
        _subscription = informer.Subscribe(_ => _ranges = null);
    }

    public RangeSet Of(IPFamily family) => (_ranges ??= new ReservedRanges(_informer.Snapshot())).Of(family);

    public void Dispose() => _subscription.Dispose();
}
