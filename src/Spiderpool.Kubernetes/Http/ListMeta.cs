namespace Spiderpool.Kubernetes.Http;

/// <summary><c>metadata</c> of a list.</summary>
internal sealed record ListMeta
{
    public string? ResourceVersion { get; init; }

    public string? Continue { get; init; }

    public long? RemainingItemCount { get; init; }
}
