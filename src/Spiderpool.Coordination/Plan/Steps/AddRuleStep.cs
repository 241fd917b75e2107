namespace Spiderpool.Coordination.Plan;

/// <summary>Adds a rule.</summary>
public sealed record AddRuleStep(Place In, LinkRule Rule) : PlanStep(In)
{
    public override string Verb => "add";

    public override string Kind => "rule";

    public override string Object => $"{Rule}";
}
