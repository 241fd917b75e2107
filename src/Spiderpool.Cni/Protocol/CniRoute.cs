using Spiderpool.Addressing;

namespace Spiderpool.Cni.Protocol;

/// <summary>A route in the pod.</summary>
public sealed record CniRoute
{
    public required Prefix Destination { get; init; }

    public Address? Gateway { get; init; }

    /// <summary>Since 1.1.0, as the four below.</summary>
    public int? Mtu { get; init; }

    public int? AdvMss { get; init; }

    public int? Priority { get; init; }

    public int? Table { get; init; }

    public int? Scope { get; init; }
}
