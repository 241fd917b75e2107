namespace Spiderpool.Api.Core;

public sealed record WebhookService
{
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string? Path { get; init; }

    public int? Port { get; init; }
}
