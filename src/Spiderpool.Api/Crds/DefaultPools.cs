namespace Spiderpool.Api.Crds;

/// <summary>Pools of a network for pods whose annotations name none (spec/crds.md 8.1).</summary>
public sealed record DefaultPools
{
    public IReadOnlyList<string>? Ipv4 { get; init; }

    public IReadOnlyList<string>? Ipv6 { get; init; }

    /// <summary>Whether only pools of the parent interface's subnet count; sriov only.</summary>
    public bool? MatchMasterSubnet { get; init; }
}
