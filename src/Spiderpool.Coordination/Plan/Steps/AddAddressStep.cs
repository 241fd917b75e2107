namespace Spiderpool.Coordination.Plan;

/// <summary>Gives a link an address.</summary>
public sealed record AddAddressStep(Place In, LinkAddress Address) : PlanStep(In)
{
    public override string Verb => "add";

    public override string Kind => "address";

    public override string Object => $"{Address}";
}
