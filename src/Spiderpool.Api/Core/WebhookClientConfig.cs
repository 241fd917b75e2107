namespace Spiderpool.Api.Core;

/// <summary>Where a webhook is: a Service, or a URL.</summary>
public sealed record WebhookClientConfig
{
    public WebhookService? Service { get; init; }

    public string? Url { get; init; }

    /// <summary>PEM certificates of the authorities to trust.</summary>
    public byte[]? CaBundle { get; init; }
}
