namespace Spiderpool.Coordination.Plan;

/// <summary>Deletes a link; with one end of a veth pair the other goes.</summary>
public sealed record DeleteLinkStep(Place In, string Name) : PlanStep(In)
{
    public override string Verb => "delete";

    public override string Kind => "link";

    public override string Object => Name;
}
