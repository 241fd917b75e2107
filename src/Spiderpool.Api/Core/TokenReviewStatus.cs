namespace Spiderpool.Api.Core;

/// <summary>The answer to a <see cref="TokenReview"/>.</summary>
public sealed record TokenReviewStatus
{
    public bool Authenticated { get; init; }

    /// <summary>Whose the token is, if it is anybody's.</summary>
    public UserInfo? User { get; init; }

    public string? Error { get; init; }
}
