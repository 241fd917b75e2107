namespace Spiderpool.Api.Meta;

/// <summary>Standard status condition (KEP-1623). <see cref="Reason"/> is a name of the catalogue of reasons.</summary>
public sealed record Condition
{
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>True, False or Unknown.</summary>
    public string Status { get; init => field = value ?? "Unknown"; } = "Unknown";

    public long? ObservedGeneration { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";
}
