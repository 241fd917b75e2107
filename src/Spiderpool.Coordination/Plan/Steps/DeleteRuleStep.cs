namespace Spiderpool.Coordination.Plan;

/// <summary>Deletes a rule.</summary>
public sealed record DeleteRuleStep(Place In, LinkRule Rule) : PlanStep(In)
{
    public override string Verb => "delete";

    public override string Kind => "rule";

    public override string Object => $"{Rule}";
}
