using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>Tells the neighbours of a link the MAC address that its addresses have now.</summary>
public sealed record AnnounceStep(Place In, string Link, IReadOnlyList<Address> Addresses) : PlanStep(In)
{
    public override string Verb => "add";

    public override string Kind => "announcement";

    public override string Object => $"of {string.Join(", ", Addresses)} on {Link}";

    // It leaves nothing that could be looked at.
    public override bool IsOptional => true;
}
