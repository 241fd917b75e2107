namespace Spiderpool.Api.Core;

/// <summary>One condition of a node.</summary>
public sealed record NodeCondition
{
    /// <summary>As in <c>Ready</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>True, False, or Unknown when the node does not report.</summary>
    public string Status { get; init => field = value ?? "Unknown"; } = "Unknown";

    public DateTimeOffset? LastTransitionTime { get; init; }
}
