namespace Spiderpool.Kubernetes.Http;

/// <summary>meta/v1 DeleteOptions.</summary>
internal sealed record DeleteBody
{
    public string Kind { get; } = "DeleteOptions";

    public string ApiVersion { get; } = "v1";

    public DeletePreconditions? Preconditions { get; init; }

    public string? PropagationPolicy { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public static DeleteBody From(DeleteOptions options) => new()
    {
        Preconditions = options.Uid is null && options.ResourceVersion is null
            ? null
            : new DeletePreconditions { Uid = options.Uid, ResourceVersion = options.ResourceVersion },
        PropagationPolicy = options.PropagationPolicy?.ToString(),
        GracePeriodSeconds = options.GracePeriodSeconds,
    };
}
