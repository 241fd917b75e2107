using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Admission;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Schemas;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>The one way by which objects change: prepare, prune, default, admit, validate, commit.</summary>
internal sealed partial class ObjectWriter(
    ObjectStore store, ResourceRegistry registry, AdmissionChain admission, TimeProvider time)
{
    private string Now => Timestamp.Format(time.GetUtcNow());

    /// <summary>Checks apiVersion and kind of a body against the URL.</summary>
    public static void CheckType(ResourceDefinition resource, JsonObject body)
    {
        var (version, kind) = (body.Text("apiVersion"), body.Text("kind"));
        if (version is null && kind is null)
            (body["apiVersion"], body["kind"]) = (resource.ApiVersion, resource.Kind);
        else if (version != resource.ApiVersion)
            throw ApiErrors.BadRequest($"the API version in the data ({version}) does not match the expected API version "
                + $"({resource.ApiVersion})");
        else if (kind != resource.Kind)
            throw ApiErrors.BadRequest($"the kind in the data ({kind}) does not match the expected kind ({resource.Kind})");
    }

    /// <summary>What the webhooks make of a write that is not one of an object, such as a Scale or a Binding.</summary>
    /// <exception cref="ApiException">A webhook refuses.</exception>
    public async ValueTask<JsonObject> AdmitAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        var admitted = await admission.MutateAsync(request, cancellation);
        await admission.ValidateAsync(request with { Object = admitted }, cancellation);
        return admitted!;
    }

    public static AdmissionRequest Review(
        ResourceDefinition resource, string operation, JsonObject? tree, JsonObject? old, WriteOptions options) =>
        new(resource, operation, tree, old)
        {
            Subresource = options.Subresource,
            User = options.User,
            DryRun = options.DryRun,
            FieldManager = options.FieldManager,
            Warnings = options.Warnings,
        };

    /// <summary>Fills the namespace of a body from the URL, or refuses another one.</summary>
    private static void CheckNamespace(ResourceDefinition resource, JsonObject metadata, string @namespace)
    {
        if (!resource.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        var given = metadata.Text("namespace");
        if (string.IsNullOrEmpty(given))
            metadata["namespace"] = @namespace;
        else if (given != @namespace)
            throw ApiErrors.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request");
    }

    private void CheckDefinitionTakesObjects(ResourceDefinition resource)
    {
        if (resource.IsCustom
            && store.Of(BuiltinResources.CustomResourceDefinitions).Get(resource.QualifiedPlural) is not { IsDeleting: false })
            throw new ApiException(405, "MethodNotAllowed",
                "create not allowed while custom resource definition is terminating", new JsonObject());
    }

    private void CheckNamespaceTakesObjects(ResourceDefinition resource, string @namespace, string name)
    {
        if (!resource.Namespaced)
            return;
        var found = store.Of(BuiltinResources.Namespaces).Get(@namespace)
            ?? throw ApiErrors.NotFound(BuiltinResources.Namespaces, @namespace);
        if (found.IsDeleting)
            throw ApiErrors.Forbidden(resource, name,
                $"unable to create new content in namespace {@namespace} because it is being terminated");
    }

    /// <summary>Removes unknown fields, or refuses or reports them, and sets defaults.</summary>
    private static void Conform(ResourceDefinition resource, JsonObject tree, WriteOptions options)
    {
        var removed = new List<string>();
        if (resource.Schema is { } schema)
            Pruning.Prune(tree, schema, removed);
        else if (TypeCatalogue.Instance.Find(resource) is { } type)
            UnknownFields.Prune(tree, type, removed);
        if (removed.Count > 0)
        {
            var texts = removed.Select(path => $"unknown field \"{path}\"");
            if (options.FieldValidation == "Strict")
                throw ApiErrors.BadRequest($"{resource.Kind} in version \"{resource.Version}\" cannot be handled as a "
                    + $"{resource.Kind}: strict decoding error: {string.Join(", ", texts)}");
            if (options.FieldValidation == "Warn")
                options.Warnings.AddRange(texts);
        }

        if (resource.Schema is not null)
            Defaulting.Apply(tree, resource.Schema);
    }

    private static void Validate(ResourceDefinition resource, JsonObject tree, JsonObject? old, WriteOptions options)
    {
        var errors = new List<FieldError>();
        var name = tree.At("metadata", "name").AsText() ?? "";
        if (old is null && ObjectNames.Check(name, BuiltinStrategy.NameRule(resource)) is { } wrong)
            errors.Add(wrong);
        if (options.Subresource != "status")
            MetadataRules.Check(tree.Object("metadata"), errors);
        if (old?.At("metadata", "deletionTimestamp") is not null)
        {
            var before = old.At("metadata").Texts("finalizers").ToHashSet();
            foreach (var added in tree.At("metadata").Texts("finalizers").Where(item => !before.Contains(item)))
                errors.Add(FieldError.Forbidden("metadata.finalizers", "no new finalizers can be added if the object is being "
                    + $"deleted, found new finalizers []string{{\"{added}\"}}"));
        }

        if (resource.Schema is { } schema)
            errors.AddRange(SchemaValidator.Validate(tree, old, schema));
        if (resource == BuiltinResources.CustomResourceDefinitions)
            errors.AddRange(CustomResources.Check(tree));
        if (resource.Is("admissionregistration.k8s.io", resource.Plural))
            errors.AddRange(WebhookConfigurations.Check(tree));
        if (errors.Count > 0)
            throw ApiErrors.Invalid(resource, name, errors);
    }

    /// <summary>Everything that happens to an object only because it is a definition of others.</summary>
    private void Establish(ResourceDefinition resource, JsonObject tree, bool dryRun)
    {
        if (resource != BuiltinResources.CustomResourceDefinitions || tree.At("metadata", "deletionTimestamp") is not null)
            return;
        CustomResources.SetStatus(tree, Now);
        if (!dryRun)
            CustomResources.Register(tree, registry, store);
    }
}
