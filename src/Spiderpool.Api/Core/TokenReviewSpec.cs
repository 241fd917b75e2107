namespace Spiderpool.Api.Core;

/// <summary>The question of a <see cref="TokenReview"/>.</summary>
public sealed record TokenReviewSpec
{
    /// <summary>The bearer token. Never log it.</summary>
    public string Token { get; init => field = value ?? ""; } = "";

    public override string ToString() => nameof(TokenReviewSpec);
}
