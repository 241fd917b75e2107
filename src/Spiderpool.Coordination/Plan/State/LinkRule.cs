using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>A rule that looks a table up.</summary>
public sealed record LinkRule(IPFamily Family, uint Priority, uint Table)
{
    public Prefix? From { get; init; }

    public uint? Mark { get; init; }

    /// <summary>Whether it has selectors beside the two, so that it is none that a plan makes.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether the coordinator made it (<see cref="Ownership.Protocol"/>).</summary>
    public bool IsOurs { get; init; }

    public bool IsForAll => From is null && Mark is null && !HasMore;

    public bool Selects(LinkRule other) => this with { IsOurs = false } == other with { IsOurs = false };

    /// <summary>The form of ip-rule(8).</summary>
    public override string ToString() =>
        $"{Priority}: from {(From is { } from ? $"{from.Address}" : "all")}{(Mark is { } mark ? $" fwmark 0x{mark:x}" : "")} "
        + $"lookup {(Table == LinkRoute.MainTable ? "main" : Table)} ({Family})";
}
