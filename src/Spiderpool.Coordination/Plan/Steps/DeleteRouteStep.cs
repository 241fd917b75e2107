namespace Spiderpool.Coordination.Plan;

/// <summary>Deletes a route; if it is a way of an IPv4 multipath route, all of that.</summary>
public sealed record DeleteRouteStep(Place In, LinkRoute Route) : PlanStep(In)
{
    public override string Verb => "delete";

    public override string Kind => "route";

    public override string Object => $"{Route}";
}
