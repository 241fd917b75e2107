namespace Spiderpool.Kubernetes.Http;

/// <summary>meta/v1 Status: what the server says about a failure.</summary>
internal sealed record StatusBody
{
    public string? Kind { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public int? Code { get; init; }

    public StatusDetails? Details { get; init; }
}
