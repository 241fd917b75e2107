using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>What somebody wants to do, as RBAC sees it. <c>*</c> stands for all.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, delete, deletecollection.</param>
/// <param name="Path">Of a request that is for no resource; then the other parts are empty.</param>
internal sealed record AccessAttributes(
    string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string Path)
{
    public static AccessAttributes Of(string verb, RequestTarget target) => new(RequestVerb.ApiVerb(verb), target.Group,
        target.Plural, target.Subresource, target.Namespace, target.Name, "");

    public static AccessAttributes Of(string method, string path) => new(method.ToLowerInvariant(), "", "", "", "", "", path);

    /// <summary>Reads the spec of a SubjectAccessReview or SelfSubjectAccessReview.</summary>
    public static AccessAttributes From(JsonObject? spec)
    {
        if (spec.Object("nonResourceAttributes") is { } path)
            return Of(path.Text("verb") ?? "", path.Text("path") ?? "");
        var given = spec.Object("resourceAttributes");
        return new(given.Text("verb") ?? "", given.Text("group") ?? "", given.Text("resource") ?? "",
            given.Text("subresource") ?? "", given.Text("namespace") ?? "", given.Text("name") ?? "", "");
    }

    /// <summary>The resource as rules name it: <c>pods</c>, <c>pods/status</c>.</summary>
    public string QualifiedResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    /// <summary>In the words of kube-apiserver's 403.</summary>
    public string Denial(string user)
    {
        if (Path.Length > 0)
            return $"User \"{user}\" cannot {Verb} path \"{Path}\"";
        var scope = Namespace.Length > 0 ? $"in the namespace \"{Namespace}\"" : "at the cluster scope";
        return $"User \"{user}\" cannot {Verb} resource \"{QualifiedResource}\" in API group \"{Group}\" {scope}";
    }
}
