namespace Spiderpool.Coordination.Plan;

/// <summary>Forgets a neighbour.</summary>
public sealed record DeleteNeighbourStep(Place In, LinkNeighbour Neighbour) : PlanStep(In)
{
    public override string Verb => "delete";

    public override string Kind => "neighbour";

    public override string Object => $"{Neighbour}";

    // The kernel may learn it again at any time.
    public override bool IsOptional => true;
}
