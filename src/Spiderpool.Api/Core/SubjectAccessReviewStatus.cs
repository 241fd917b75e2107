namespace Spiderpool.Api.Core;

/// <summary>The answer to a <see cref="SubjectAccessReview"/>.</summary>
public sealed record SubjectAccessReviewStatus
{
    public bool Allowed { get; init; }

    public string? Reason { get; init; }
}
