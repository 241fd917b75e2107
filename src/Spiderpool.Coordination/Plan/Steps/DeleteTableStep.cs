using Spiderpool.Linux.Netfilter;

namespace Spiderpool.Coordination.Plan;

/// <summary>Deletes a table of nftables.</summary>
public sealed record DeleteTableStep(Place In, NftTable Table) : PlanStep(In)
{
    public override string Verb => "delete";

    public override string Kind => "nftables table";

    public override string Object => Table.Id;
}
