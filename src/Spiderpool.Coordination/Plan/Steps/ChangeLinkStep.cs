using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>Changes properties of a link; what is null stays.</summary>
public sealed record ChangeLinkStep(Place In, string Name) : PlanStep(In)
{
    public bool? Up { get; init; }

    public MacAddress? Mac { get; init; }

    /// <summary>In packets.</summary>
    public int? TxQueueLength { get; init; }

    public string? Alias { get; init; }

    public override string Verb => "set";

    public override string Kind => "link";

    public override string Object => Name
        + (Up is true ? " up" : "")
        + (Mac is { } mac ? $" address {mac}" : "")
        + (TxQueueLength is { } length ? $" txqueuelen {length}" : "")
        + (Alias is { } alias ? $" alias {alias}" : "");
}
