using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>Who sent a request.</summary>
internal sealed record UserInfo(string Name, ImmutableArray<string> Groups)
{
    public const string Masters = "system:masters";
    public const string Authenticated = "system:authenticated";

    public static readonly UserInfo Admin = new("sandbox-admin", [Masters, Authenticated]);

    /// <summary>The controllers of this server.</summary>
    public static readonly UserInfo Controller = new("system:kube-controller-manager", [Masters, Authenticated]);

    public static UserInfo Of(ApiUser user) => new(user.Name, [.. user.Groups, Authenticated]);

    public static UserInfo OfServiceAccount(string ns, string name, string uid) =>
        new($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}", Authenticated]) { Uid = uid };

    public string Uid { get; init; } = Name;

    /// <summary><c>authentication.k8s.io/v1 UserInfo</c>.</summary>
    public JsonObject ToJson() => new() { ["username"] = Name, ["uid"] = Uid, ["groups"] = Groups.ToJsonArray() };
}
