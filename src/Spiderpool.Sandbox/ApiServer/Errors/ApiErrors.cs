using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Errors;

/// <summary>The errors of the API with the reasons and texts of kube-apiserver.</summary>
internal static class ApiErrors
{
    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException Forbidden(ResourceDefinition resource, string name, string why) =>
        new(403, "Forbidden", $"{resource.QualifiedPlural} \"{name}\" is forbidden: {why}", Details(resource, name));

    /// <summary>What a user may not do.</summary>
    public static ApiException Forbidden(AccessAttributes access, string user)
    {
        var qualified = access.Group.Length == 0 ? access.Resource : $"{access.Resource}.{access.Group}";
        var subject = access.Path.Length > 0 ? access.Path : access.Name.Length > 0 ? $"{qualified} \"{access.Name}\"" : qualified;
        var details = new JsonObject { ["kind"] = access.Resource };
        if (access.Name.Length > 0)
            details["name"] = access.Name;
        if (access.Group.Length > 0)
            details["group"] = access.Group;
        return new(403, "Forbidden", $"{subject} is forbidden: {access.Denial(user)}", details);
    }

    public static ApiException PageNotFound() =>
        new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static ApiException NotFound(ResourceDefinition resource, string name) =>
        new(404, "NotFound", $"{resource.QualifiedPlural} \"{name}\" not found", Details(resource, name));

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    public static ApiException AlreadyExists(ResourceDefinition resource, string name) =>
        new(409, "AlreadyExists", $"{resource.QualifiedPlural} \"{name}\" already exists", Details(resource, name));

    public static ApiException Conflict(ResourceDefinition resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource.QualifiedPlural} \"{name}\": {why}",
            Details(resource, name));

    /// <summary>What a deletion asked for is not so; kube-apiserver names the kind here, not the resource.</summary>
    public static ApiException PreconditionFailed(ResourceDefinition resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource.QualifiedKind} \"{name}\": {why}",
            Details(resource, name, resource.Kind));

    public static ApiException Modified(ResourceDefinition resource, string name) =>
        Conflict(resource, name,
            "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>An apply that would change fields of others.</summary>
    /// <param name="conflicts">Manager and path of each, ordered by manager.</param>
    public static ApiException ApplyConflict(IReadOnlyList<(string Manager, string Path)> conflicts)
    {
        var byManager = conflicts.GroupBy(conflict => conflict.Manager)
            .Select(group => $"conflicts with {group.Key}:\n{string.Join('\n', group.Select(item => $"- {item.Path}"))}");
        var message = conflicts.Count == 1
            ? $"Apply failed with 1 conflict: conflict with {conflicts[0].Manager}: {conflicts[0].Path}"
            : $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', byManager)}";
        var causes = conflicts.Select(conflict => (JsonNode)new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {conflict.Manager}",
            ["field"] = conflict.Path,
        });
        return new ApiException(409, "Conflict", message, new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }

    public static ApiException FieldManagerRequired() => new(422, "Invalid",
        "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", new JsonObject
        {
            ["group"] = "meta.k8s.io",
            ["kind"] = "PatchOptions",
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "FieldValueRequired",
                ["message"] = "Required value: is required for apply patch",
                ["field"] = "fieldManager",
            }),
        });

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException TooLarge(int limit) =>
        new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    public static ApiException UnsupportedMediaType(string given, params string[] accepted) =>
        new(415, "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: "
            + $"{string.Join(", ", accepted)} (got \"{given}\")");

    public static ApiException Internal(string message) => new(500, "InternalError", $"Internal error occurred: {message}");

    public static ApiException Invalid(ResourceDefinition resource, string name, IReadOnlyList<FieldError> errors)
    {
        var details = Details(resource, name, resource.Kind);
        details["causes"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
        {
            ["reason"] = error.Reason,
            ["message"] = error.Detail,
            ["field"] = error.Path.Length == 0 ? "<nil>" : error.Path,
        })]);
        var texts = errors.Select(error => error.ToString()).Distinct().ToArray();
        var text = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        return new ApiException(422, "Invalid", $"{resource.QualifiedKind} \"{name}\" is invalid: {text}", details);
    }

    // As in kube-apiserver, "kind" is the plural name except in validation errors.
    private static JsonObject Details(ResourceDefinition resource, string name, string? kind = null)
    {
        var details = new JsonObject { ["name"] = name };
        if (resource.Group.Length > 0)
            details["group"] = resource.Group;
        details["kind"] = kind ?? resource.Plural;
        return details;
    }
}
