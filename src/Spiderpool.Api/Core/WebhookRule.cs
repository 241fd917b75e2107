namespace Spiderpool.Api.Core;

/// <summary>Operations on resources that a webhook is asked about.</summary>
public sealed record WebhookRule
{
    public IReadOnlyList<string> Operations { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> ApiGroups { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> ApiVersions { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Resources { get; init => field = value ?? []; } = [];

    public string? Scope { get; init; }
}
