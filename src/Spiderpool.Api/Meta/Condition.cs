namespace Spiderpool.Api.Meta;

/// <summary>Standard status condition (KEP-1623). <see cref="Reason"/> is a name of the catalogue of reasons.</summary>
public sealed record Condition
{
    public string Type { get; init; } = "";

    /// <summary>True, False or Unknown.</summary>
    public string Status { get; init; } = "Unknown";

    public long? ObservedGeneration { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }

    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";
}
