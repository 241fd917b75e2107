using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>One webhook of a configuration, of either kind.</summary>
public sealed record Webhook
{
    public string Name { get; init => field = value ?? ""; } = "";

    public WebhookClientConfig? ClientConfig { get; init; }

    public IReadOnlyList<WebhookRule>? Rules { get; init; }

    /// <summary>Fail or Ignore: what an unreachable webhook means for the write.</summary>
    public string? FailurePolicy { get; init; }

    public string? SideEffects { get; init; }

    public IReadOnlyList<string>? AdmissionReviewVersions { get; init; }

    public int? TimeoutSeconds { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
