using Spiderpool.Addressing;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>A neighbour on a link.</summary>
public sealed record LinkNeighbour(string Link, Address Address, MacAddress? Mac)
{
    /// <summary>Set by hand: neither checked nor aged.</summary>
    public bool IsPermanent { get; init; } = true;

    public override string ToString() => $"{Address} lladdr {Mac} dev {Link}";
}
