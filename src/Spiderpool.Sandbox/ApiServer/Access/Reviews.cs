using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>TokenReviews, SubjectAccessReviews and their kin, which are answered and not stored.</summary>
internal sealed class Reviews(Authenticator authenticator, RbacAuthorizer authorizer)
{
    public static bool Handles(ResourceDefinition resource) =>
        resource.Group is "authentication.k8s.io" or "authorization.k8s.io";

    /// <param name="body">The review; gets its status.</param>
    /// <param name="user">Who asks.</param>
    public void Answer(ResourceDefinition resource, JsonObject body, UserInfo user)
    {
        var spec = body.Object("spec");
        body["status"] = resource.Plural switch
        {
            "tokenreviews" => Token(spec),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = user.ToJson() },
            "selfsubjectaccessreviews" => Access(user, spec),
            _ => Access(new UserInfo(spec.Text("user") ?? "", [.. spec.Texts("groups")]), spec),
        };
    }

    private JsonObject Token(JsonObject? spec)
    {
        if (authenticator.Find(spec.Text("token") ?? "") is not { } user)
            return new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
        var status = new JsonObject { ["authenticated"] = true, ["user"] = user.ToJson() };
        if (spec.Array("audiences") is { Count: > 0 } audiences)
            status["audiences"] = audiences.DeepClone();
        return status;
    }

    private JsonObject Access(UserInfo user, JsonObject? spec)
    {
        var access = AccessAttributes.From(spec);
        return authorizer.Allows(user, access)
            ? new JsonObject { ["allowed"] = true }
            : new JsonObject { ["allowed"] = false, ["reason"] = access.Denial(user.Name) };
    }
}
