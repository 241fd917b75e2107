using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>Settings as one source says them; what is null it leaves to the next.</summary>
internal sealed record CoordinatorValues
{
    public static readonly CoordinatorValues None = new();

    public CoordinationMode? Mode { get; init; }

    public string? FirstInterface { get; init; }

    public IReadOnlyList<string>? PodInterfaces { get; init; }

    public IReadOnlyList<Prefix>? OverlayPodCidrs { get; init; }

    public IReadOnlyList<Prefix>? ServiceCidrs { get; init; }

    public IReadOnlyList<Prefix>? HijackCidrs { get; init; }

    public IReadOnlyList<PolicyRoute>? PolicyRoutes { get; init; }

    public bool? TunePodRoutes { get; init; }

    public string? DefaultRouteInterface { get; init; }

    public uint? HostRuleTable { get; init; }

    /// <summary>Negative to leave the parameter alone.</summary>
    public int? PodRPFilter { get; init; }

    public MacPrefix? MacPrefix { get; init; }

    public int? TxQueueLength { get; init; }

    public Address? VethLinkAddress { get; init; }

    public int? VethMtu { get; init; }

    /// <summary>These, then <paramref name="next"/>, then the defaults (spec/cni.md 1, precedence).</summary>
    public CoordinatorOptions Over(CoordinatorValues next)
    {
        var defaults = new CoordinatorOptions();
        var filter = PodRPFilter ?? next.PodRPFilter;
        return new CoordinatorOptions
        {
            Mode = Mode ?? next.Mode ?? defaults.Mode,
            FirstInterface = FirstInterface ?? next.FirstInterface ?? defaults.FirstInterface,
            PodInterfaces = PodInterfaces ?? next.PodInterfaces ?? [],
            HijackPrefixes =
            [
                .. new[]
                {
                    OverlayPodCidrs ?? next.OverlayPodCidrs, ServiceCidrs ?? next.ServiceCidrs, HijackCidrs ?? next.HijackCidrs,
                }.SelectMany(list => list ?? []).Select(prefix => prefix.Network).Distinct(),
            ],
            PolicyRoutes = PolicyRoutes ?? next.PolicyRoutes ?? [],
            TunePodRoutes = TunePodRoutes ?? next.TunePodRoutes ?? defaults.TunePodRoutes,
            DefaultRouteInterface = DefaultRouteInterface ?? next.DefaultRouteInterface ?? "",
            HostRuleTable = HostRuleTable ?? next.HostRuleTable ?? defaults.HostRuleTable,
            PodRPFilter = filter < 0 ? null : filter,
            MacPrefix = MacPrefix ?? next.MacPrefix,
            TxQueueLength = TxQueueLength ?? next.TxQueueLength ?? 0,
            VethLinkAddress = VethLinkAddress ?? next.VethLinkAddress,
            VethMtu = VethMtu ?? next.VethMtu ?? defaults.VethMtu,
        };
    }
}
