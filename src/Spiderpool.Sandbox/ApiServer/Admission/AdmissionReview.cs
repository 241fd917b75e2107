using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary><c>admission.k8s.io/v1 AdmissionReview</c>: the question to a webhook, and its answer.</summary>
internal static class AdmissionReview
{
    private const string ApiVersion = "admission.k8s.io/v1";
    private const string Kind = "AdmissionReview";

    /// <param name="version">In which the webhook gets the objects.</param>
    public static JsonObject Question(string uid, AdmissionRequest request, ResourceDefinition version)
    {
        var body = new JsonObject
        {
            ["uid"] = uid,
            ["kind"] = KindOf(version, request.Subresource),
            ["resource"] = ResourceOf(version),
            ["requestKind"] = KindOf(request.Resource, request.Subresource),
            ["requestResource"] = ResourceOf(request.Resource),
            ["operation"] = request.Operation,
            ["userInfo"] = request.User.ToJson(),
            ["object"] = Versions.Convert(request.Object, request.Resource, version),
            ["oldObject"] = Versions.Convert(request.OldObject, request.Resource, version),
            ["dryRun"] = request.DryRun,
            ["options"] = OptionsOf(request),
        };
        if (request.Subresource.Length > 0)
            (body["subResource"], body["requestSubResource"]) = (request.Subresource, request.Subresource);
        if (request.Name.Length > 0)
            body["name"] = request.Name;
        if (request.Namespace.Length > 0)
            body["namespace"] = request.Namespace;
        return new JsonObject { ["kind"] = Kind, ["apiVersion"] = ApiVersion, ["request"] = body };
    }

    /// <exception cref="WebhookException">The body is no answer to the question.</exception>
    public static AdmissionVerdict Answer(JsonObject body, string uid)
    {
        if (body.Text("apiVersion") != ApiVersion || body.Text("kind") != Kind)
            throw Invalid($"expected webhook response of {ApiVersion}, Kind={Kind}, got {body.Text("apiVersion")}, "
                + $"Kind={body.Text("kind")}");
        if (body.Object("response") is not { } response)
            throw Invalid("webhook response was absent");
        if (response.Text("uid") != uid)
            throw Invalid($"expected response.uid=\"{uid}\", got \"{response.Text("uid")}\"");
        var patch = response.Text("patch");
        if (patch is not null && response.Text("patchType") is not "JSONPatch")
            throw Invalid($"webhook returned response.patch but response.patchType=\"{response.Text("patchType")}\", not JSONPatch");
        return new AdmissionVerdict(response.Flag("allowed"), response.Object("status"), patch is null ? null : Patch(patch),
            [.. response.Texts("warnings").Select(text => text.Length <= 256 ? text : text[..256])]);
    }

    private static JsonArray Patch(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && JsonText.Parse(bytes.AsMemory(0, length)) is JsonArray operations
            ? operations : throw Invalid("response.patch is no JSON patch in base64");
    }

    private static WebhookException Invalid(string why) => new($"received invalid webhook response: {why}");

    private static JsonObject KindOf(ResourceDefinition resource, string subresource)
    {
        if (subresource == "scale")
            return new() { ["group"] = "autoscaling", ["version"] = "v1", ["kind"] = "Scale" };
        var other = resource.Subresources.FirstOrDefault(item => item.Name == subresource);
        return other is null
            ? new() { ["group"] = resource.Group, ["version"] = resource.Version, ["kind"] = resource.Kind }
            : new()
            {
                ["group"] = other.Group.Length > 0 ? other.Group : resource.Group,
                ["version"] = other.Version.Length > 0 ? other.Version : resource.Version,
                ["kind"] = other.Kind,
            };
    }

    private static JsonObject ResourceOf(ResourceDefinition resource) =>
        new() { ["group"] = resource.Group, ["version"] = resource.Version, ["resource"] = resource.Plural };

    private static JsonObject OptionsOf(AdmissionRequest request)
    {
        var options = new JsonObject
        {
            ["kind"] = request.Operation switch { "CREATE" => "CreateOptions", "DELETE" => "DeleteOptions", _ => "UpdateOptions" },
            ["apiVersion"] = "meta.k8s.io/v1",
        };
        if (request.FieldManager is { Length: > 0 } manager)
            options["fieldManager"] = manager;
        if (request.DryRun)
            options["dryRun"] = new JsonArray("All");
        return options;
    }
}
