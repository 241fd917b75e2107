namespace Spiderpool.Api.Core;

/// <summary>The question of a <see cref="SubjectAccessReview"/>: who wants to do what.</summary>
public sealed record SubjectAccessReviewSpec
{
    public string User { get; init => field = value ?? ""; } = "";

    public string? Uid { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    public ResourceAttributes? ResourceAttributes { get; init; }
}
