namespace Spiderpool.Kubernetes.Http;

internal sealed record StatusDetails
{
    public int? RetryAfterSeconds { get; init; }
}
