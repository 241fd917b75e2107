using Spiderpool.Addressing;

namespace Spiderpool.Controller.Reclaim;

/// <summary>Which records a scan looks at.</summary>
public sealed record ReclaimScope
{
    /// <summary>All records, all endpoints, and what pools lack.</summary>
    public static ReclaimScope All { get; } = new();

    /// <summary>UIDs of pods whose records and endpoints are looked at; null for all.</summary>
    public IReadOnlySet<string>? PodUids { get; init; }

    /// <summary>The one address whose records are looked at, also when its holder plainly lives; null for all.</summary>
    public Address? Address { get; init; }

    /// <summary>
    /// Whether somebody vouches that nothing uses the address, which stands in for the second proof and never for the first.
    /// </summary>
    public bool IsVouched { get; init; }

    public bool IsAll => PodUids is null && Address is null;

    public bool Covers(Address address, string podUid) =>
        PodUids?.Contains(podUid) is not false && (Address is not { } only || only == address);

    /// <summary>Endpoints are not looked at for an address alone: the next scan finds those that have no record any more.</summary>
    public bool CoversEndpointOf(string podUid) => Address is null && PodUids?.Contains(podUid) is not false;
}
