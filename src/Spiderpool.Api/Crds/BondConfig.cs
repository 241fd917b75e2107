namespace Spiderpool.Api.Crds;

/// <summary>A bond that the ifacer plugin makes on the node (spec/cni.md 9).</summary>
public sealed record BondConfig
{
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Kernel bonding mode, 0 (balance-rr) to 6 (balance-alb).</summary>
    public int Mode { get; init; }

    /// <summary><c>key=value</c>, separated by semicolons.</summary>
    public string? Options { get; init; }
}
