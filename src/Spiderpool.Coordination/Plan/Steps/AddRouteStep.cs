namespace Spiderpool.Coordination.Plan;

/// <summary>Adds a route.</summary>
public sealed record AddRouteStep(Place In, LinkRoute Route) : PlanStep(In)
{
    public override string Verb => "add";

    public override string Kind => "route";

    public override string Object => $"{Route}";

    /// <summary>Whether there is one of the same destination, table and metric, beside which it stands.</summary>
    public bool IsBeside { get; init; }
}
