using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Reviews, which are answered and not stored. Whoever has the token may do everything.</summary>
internal sealed class VirtualResources(string token)
{
    public static bool Handles(ResourceDefinition resource) =>
        resource.Group is "authentication.k8s.io" or "authorization.k8s.io";

    public JsonObject Review(ResourceDefinition resource, JsonObject body)
    {
        body["status"] = resource.Plural switch
        {
            "tokenreviews" => TokenStatus(body.At("spec", "token").AsText() ?? ""),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = User() },
            _ => new JsonObject { ["allowed"] = true, ["reason"] = "the sandbox allows everything to its one user" },
        };
        return body;
    }

    public bool IsToken(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));

    public static JsonObject User() => new()
    {
        ["username"] = "sandbox-admin",
        ["uid"] = "sandbox-admin",
        ["groups"] = new JsonArray("system:masters", "system:authenticated"),
    };

    private JsonObject TokenStatus(string given) => IsToken(given)
        ? new JsonObject { ["authenticated"] = true, ["user"] = User() }
        : new JsonObject { ["authenticated"] = false, ["error"] = "invalid bearer token" };
}
