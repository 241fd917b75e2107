using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>How a request ended, in the form in which each Kubernetes API says it (kind Status of v1).</summary>
public sealed record Status
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? nameof(Status); } = nameof(Status);

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string Outcome { get; init => field = value ?? "Failure"; } = "Failure";

    public string? Message { get; init; }

    /// <summary>A word for machines.</summary>
    public string? Reason { get; init; }

    /// <summary>HTTP status code.</summary>
    public int Code { get; init; }
}
