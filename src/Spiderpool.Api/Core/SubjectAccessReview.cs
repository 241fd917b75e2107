using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Asks the API server whether a user may do something; never stored.</summary>
public sealed record SubjectAccessReview : KubernetesObject, IKubernetesResource<SubjectAccessReview>
{
    public static ResourceDefinition Definition { get; } =
        new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", IsNamespaced: false);

    public static JsonTypeInfo<SubjectAccessReview> JsonType => ApiJson.Default.SubjectAccessReview;

    public SubjectAccessReviewSpec Spec { get; init => field = value ?? new(); } = new();

    public SubjectAccessReviewStatus? Status { get; init; }
}
