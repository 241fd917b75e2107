using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Http;

/// <summary>
/// Lets in whom the API server knows (TokenReview) and allows (SubjectAccessReview) to do the same by itself: who may write
/// the status of pools may give addresses back, who may list pools may see who has them.
/// </summary>
internal sealed class AccessReviewer(KubernetesClient client)
{
    private const string Scheme = "Bearer ";

    /// <param name="authorization">The request's Authorization header.</param>
    /// <param name="isWrite">Whether the request changes records.</param>
    /// <param name="cancellationToken">Deadline of the request.</param>
    /// <returns>Name of the user, for the log.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.Unauthenticated"/> or <see cref="Reason.Forbidden"/>.</exception>
    public async Task<string> ReviewAsync(string? authorization, bool isWrite, CancellationToken cancellationToken)
    {
        var user = await AuthenticateAsync(authorization, cancellationToken);
        var review = await client.CreateAsync(new SubjectAccessReview
        {
            Spec = new SubjectAccessReviewSpec
            {
                User = user.Username,
                Uid = user.Uid,
                Groups = user.Groups,
                Extra = user.Extra,
                ResourceAttributes = Attributes(isWrite),
            },
        }, cancellationToken);
        if (review.Status?.Allowed is true) return user.Username;
        var wanted = isWrite ? "update spiderippools/status" : "list spiderippools";
        throw new ReasonException(Reason.Forbidden, $"user \"{user.Username}\" may not {wanted} in {SpiderpoolGroup.Name}");
    }

    private async Task<UserInfo> AuthenticateAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is not true)
        {
            throw new ReasonException(Reason.Unauthenticated, "the request has no header \"Authorization: Bearer TOKEN\"");
        }
        var review = new TokenReview { Spec = new TokenReviewSpec { Token = authorization[Scheme.Length..].Trim() } };
        var answer = await client.CreateAsync(review, cancellationToken);
        return answer.Status is { Authenticated: true, User: { } user }
            ? user
            : throw new ReasonException(Reason.Unauthenticated, "the API server does not know the bearer token");
    }

    private static ResourceAttributes Attributes(bool isWrite) => new()
    {
        Verb = isWrite ? "update" : "list",
        Group = SpiderpoolGroup.Name,
        Resource = SpiderIPPool.Definition.Plural,
        Subresource = isWrite ? "status" : null,
    };
}
