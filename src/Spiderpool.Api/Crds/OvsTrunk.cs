namespace Spiderpool.Api.Crds;

/// <summary>One VLAN, or a range of them, each 0 to 4094.</summary>
public sealed record OvsTrunk
{
    public int? MinID { get; init; }

    public int? MaxID { get; init; }

    public int? Id { get; init; }
}
