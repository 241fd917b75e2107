using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>
/// The paths of resources, as far as clients read them: which kind a path serves, and which parameters a verb takes (kubectl
/// looks there for <c>dryRun</c> and <c>fieldValidation</c>).
/// </summary>
internal sealed class PathBuilder(SchemaDialect dialect)
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    private static readonly (string Method, string Verb, string Action, string[] Parameters)[] OnCollection =
    [
        ("get", "list", "list", ["labelSelector", "fieldSelector", "limit", "continue", "watch"]),
        ("post", "create", "post", WriteParameters),
        ("delete", "deletecollection", "deletecollection", ["dryRun", "labelSelector", "fieldSelector", "propagationPolicy"]),
    ];

    private static readonly (string Method, string Verb, string Action, string[] Parameters)[] OnObject =
    [
        ("get", "get", "get", []),
        ("put", "update", "put", WriteParameters),
        ("patch", "patch", "patch", [.. WriteParameters, "force"]),
        ("delete", "delete", "delete", ["dryRun", "gracePeriodSeconds", "propagationPolicy"]),
    ];

    public JsonObject Paths { get; } = [];

    public void Add(ResourceDefinition resource)
    {
        var root = resource.Group.Length == 0 ? $"/api/{resource.Version}" : $"/apis/{resource.ApiVersion}";
        var collection = resource.Namespaced ? $"{root}/namespaces/{{namespace}}/{resource.Plural}" : $"{root}/{resource.Plural}";
        Add(collection, resource, OnCollection);
        Add(collection + "/{name}", resource, OnObject);
        if (resource.Namespaced)
            Add($"{root}/{resource.Plural}", resource, OnCollection[..1]);
    }

    private void Add(string path, ResourceDefinition resource,
        IEnumerable<(string Method, string Verb, string Action, string[] Parameters)> operations)
    {
        var item = new JsonObject();
        foreach (var operation in operations.Where(operation => resource.Verbs.Contains(operation.Verb)))
        {
            item[operation.Method] = new JsonObject
            {
                ["parameters"] = new JsonArray([.. operation.Parameters.Select(Parameter)]),
                ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
                ["x-kubernetes-action"] = operation.Action,
                ["x-kubernetes-group-version-kind"] = DefinitionBuilder.GroupVersionKind(resource),
            };
        }

        if (item.Count > 0)
            Paths[path] = item;
    }

    private JsonNode Parameter(string name)
    {
        var type = name switch
        {
            "force" or "watch" => "boolean",
            "limit" or "gracePeriodSeconds" => "integer",
            _ => "string",
        };
        var parameter = new JsonObject { ["name"] = name, ["in"] = "query" };
        if (dialect.IsFull)
            parameter["schema"] = new JsonObject { ["type"] = type };
        else
            parameter["type"] = type;
        return parameter;
    }
}
