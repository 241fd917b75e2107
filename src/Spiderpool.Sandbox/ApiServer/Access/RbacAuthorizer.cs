using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>
/// Role-based access control over the stored roles and bindings. Everybody may discover the API and ask about himself, as
/// kube-apiserver's default roles system:discovery and system:basic-user allow.
/// </summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";

    public bool Allows(UserInfo user, AccessAttributes access)
    {
        if (user.Groups.Contains(UserInfo.Masters) || (user.Groups.Contains(UserInfo.Authenticated) && IsForEverybody(access)))
            return true;
        return RulesOf(user, access.Namespace).Any(rule => Covers(rule, access));
    }

    private static bool IsForEverybody(AccessAttributes access) => access.Path.Length > 0
        ? access.Verb is "get" or "head" && access.Path != "/metrics"
        : access is { Verb: "create", Resource: "selfsubjectaccessreviews" or "selfsubjectreviews" };

    private IEnumerable<JsonNode?> RulesOf(UserInfo user, string @namespace)
    {
        var bindings = Items("clusterrolebindings");
        if (@namespace.Length > 0)
            bindings = bindings.Concat(Items("rolebindings").Where(binding => binding.Namespace == @namespace));
        return bindings.Where(binding => (binding.Tree.Array("subjects") ?? []).Any(subject => Is(subject, user, binding.Namespace)))
            .SelectMany(binding => Role(binding)?.Tree.Array("rules") ?? []);
    }

    private IEnumerable<StoredObject> Items(string plural) => store.Of(new StoreKey(Group, plural)).Snapshot().Objects.Values;

    private StoredObject? Role(StoredObject binding)
    {
        var (kind, name) = (binding.Tree.At("roleRef", "kind").AsText(), binding.Tree.At("roleRef", "name").AsText() ?? "");
        return kind == "ClusterRole"
            ? store.Of(new StoreKey(Group, "clusterroles")).Get(name)
            : store.Of(new StoreKey(Group, "roles")).Get(StoredObject.KeyOf(binding.Namespace, name));
    }

    private static bool Is(JsonNode? subject, UserInfo user, string @namespace) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Name,
        "Group" => user.Groups.Contains(subject.Text("name") ?? ""),
        "ServiceAccount" =>
            user.Name == $"system:serviceaccount:{subject.Text("namespace") ?? @namespace}:{subject.Text("name")}",
        _ => false,
    };

    private static bool Covers(JsonNode? rule, AccessAttributes access)
    {
        if (!Has(rule, "verbs", access.Verb))
            return false;
        if (access.Path.Length > 0)
            return rule.Texts("nonResourceURLs").Any(url => url == access.Path || (url.EndsWith('*')
                && access.Path.StartsWith(url[..^1], StringComparison.Ordinal)));
        return Has(rule, "apiGroups", access.Group)
            && (Has(rule, "resources", access.QualifiedResource)
                || (access.Subresource.Length > 0 && rule.Texts("resources").Contains($"*/{access.Subresource}")))
            && (!rule.Texts("resourceNames").Any() || rule.Texts("resourceNames").Contains(access.Name));
    }

    private static bool Has(JsonNode? rule, string list, string value) =>
        rule.Texts(list).Any(item => item == "*" || item == value);
}
