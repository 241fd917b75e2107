namespace Spiderpool.Coordination.Plan;

/// <summary>Sets a permanent neighbour, also in the place of one that the kernel learned.</summary>
public sealed record SetNeighbourStep(Place In, LinkNeighbour Neighbour) : PlanStep(In)
{
    public override string Verb => "set";

    public override string Kind => "neighbour";

    public override string Object => $"{Neighbour}";
}
