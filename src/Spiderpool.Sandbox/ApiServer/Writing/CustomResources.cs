using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Schemas;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>CustomResourceDefinitions: checks, status, and the resources they define.</summary>
internal static class CustomResources
{
    public const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    public static IReadOnlyList<FieldError> Check(JsonObject definition)
    {
        var errors = new List<FieldError>();
        var spec = definition.Object("spec");
        var (group, names) = (spec.Text("group"), spec.Object("names"));
        if (string.IsNullOrEmpty(group))
            errors.Add(FieldError.Required("spec.group"));
        if (string.IsNullOrEmpty(names.Text("plural")))
            errors.Add(FieldError.Required("spec.names.plural"));
        if (string.IsNullOrEmpty(names.Text("kind")))
            errors.Add(FieldError.Required("spec.names.kind"));
        if (spec.Text("scope") is not ("Cluster" or "Namespaced"))
            errors.Add(FieldError.NotSupported("spec.scope", spec.Member("scope"), ["Cluster", "Namespaced"]));
        var expected = $"{names.Text("plural")}.{group}";
        if (errors.Count == 0 && definition.At("metadata", "name").AsText() is { Length: > 0 } name && name != expected)
            errors.Add(FieldError.Invalid("metadata.name", FieldError.Show(name), $"must be spec.names.plural+\".\"+spec.group"));
        var versions = spec.Array("versions") ?? [];
        if (versions.Count(version => version.Flag("storage")) != 1)
            errors.Add(FieldError.Invalid("spec.versions", FieldError.Show(versions),
                "must have exactly one version marked as storage version"));
        if (errors.Count == 0)
            _ = Compile(definition, errors);
        return errors;
    }

    /// <summary>Sets what kube-apiserver's controllers set: names accepted, established.</summary>
    public static void SetStatus(JsonObject definition, string now)
    {
        var names = definition.Ensure("spec").Ensure("names");
        var kind = names.Text("kind") ?? "";
        names.TryAdd("singular", kind.ToLowerInvariant());
        names.TryAdd("listKind", kind + "List");
        definition.Object("spec")!.TryAdd("conversion", new JsonObject { ["strategy"] = "None" });
        var status = definition.Ensure("status");
        status["acceptedNames"] = names.DeepClone();
        var storage = definition.Object("spec").Array("versions")!.First(version => version.Flag("storage")).Text("name")!;
        status["storedVersions"] = status.Texts("storedVersions").Append(storage).Distinct().ToJsonArray();
        if (status.Array("conditions") is not { Count: > 0 })
            status["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now));
    }

    public static void Register(JsonObject definition, ResourceRegistry registry, ObjectStore store)
    {
        var resources = Compile(definition, []);
        if (resources.Count == 0)
        {
            registry.Replace(KeyOf(definition), []);
            return;
        }

        var objects = store.Of(resources[0]);
        objects.Select(resources[0].SelectableFields);
        registry.Replace(resources[0].StoreKey, resources);
        var storage = resources.FirstOrDefault(resource => resource.Version == resource.StorageVersion) ?? resources[0];
        // Objects stored before get the defaults of the new schema, as kube-apiserver gives them on read.
        objects.Rewrite(tree =>
        {
            var copy = tree.Copy();
            return Defaulting.Apply(copy, storage.Schema!) ? copy : null;
        });
    }

    private static StoreKey KeyOf(JsonObject definition) => new(
        definition.At("spec", "group").AsText() ?? "", definition.At("spec", "names", "plural").AsText() ?? "");

    /// <summary>The served versions.</summary>
    public static List<ResourceDefinition> Compile(JsonObject definition, List<FieldError> errors)
    {
        var spec = definition.Object("spec");
        var names = spec.Object("names");
        var versions = (spec.Array("versions") ?? []).OfType<JsonObject>().ToList();
        var storage = versions.FirstOrDefault(version => version.Flag("storage"))?.Text("name") ?? "";
        var result = new List<ResourceDefinition>();
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            var path = $"spec.versions[{i}]";
            if (version.Object("schema").Object("openAPIV3Schema") is not { } source)
            {
                errors.Add(FieldError.Required($"{path}.schema.openAPIV3Schema", "schemas are required"));
                continue;
            }

            var schema = new SchemaCompiler(errors).Compile(source, $"{path}.schema.openAPIV3Schema");
            var scale = version.Object("subresources").Object("scale");
            if (!version.Flag("served"))
                continue;
            result.Add(new ResourceDefinition
            {
                Group = spec.Text("group") ?? "",
                Version = version.Text("name") ?? "",
                Kind = names.Text("kind") ?? "",
                ListKind = names.Text("listKind") ?? "",
                Plural = names.Text("plural") ?? "",
                Singular = names.Text("singular") ?? "",
                ShortNames = [.. names.Texts("shortNames")],
                Categories = [.. names.Texts("categories")],
                Namespaced = spec.Text("scope") == "Namespaced",
                HasStatus = version.Object("subresources").Object("status") is not null,
                HasGeneration = true,
                Schema = schema,
                StorageVersion = storage,
                Columns = CustomColumns.Compile(version.Array("additionalPrinterColumns"), $"{path}.additionalPrinterColumns", errors),
                SelectableFields = SelectableField.With([.. (version.Array("selectableFields") ?? [])
                    .Select(field => field.Text("jsonPath")?.TrimStart('.')).OfType<string>()]),
                Scale = scale is null ? null : new ScalePaths(
                    scale.Text("specReplicasPath")?.TrimStart('.') ?? "spec.replicas",
                    scale.Text("statusReplicasPath")?.TrimStart('.') ?? "status.replicas",
                    scale.Text("labelSelectorPath")?.TrimStart('.')),
            });
        }

        return result;
    }

    private static JsonObject Condition(string type, string reason, string message, string now) => new()
    {
        ["lastTransitionTime"] = now,
        ["message"] = message,
        ["reason"] = reason,
        ["status"] = "True",
        ["type"] = type,
    };
}
