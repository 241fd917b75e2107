using Spiderpool.Linux.Netfilter;

namespace Spiderpool.Coordination.Plan;

/// <summary>Puts a table of nftables with all its rules in its place, in one transaction.</summary>
public sealed record SetTableStep(Place In, NftTable Table) : PlanStep(In)
{
    public override string Verb => "set";

    public override string Kind => "nftables table";

    public override string Object => Table.Id;
}
