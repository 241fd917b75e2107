using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Asks the API server whose a bearer token is; never stored.</summary>
public sealed record TokenReview : KubernetesObject, IKubernetesResource<TokenReview>
{
    public static ResourceDefinition Definition { get; } =
        new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", IsNamespaced: false);

    public static JsonTypeInfo<TokenReview> JsonType => ApiJson.Default.TokenReview;

    public TokenReviewSpec Spec { get; init => field = value ?? new(); } = new();

    public TokenReviewStatus? Status { get; init; }
}
