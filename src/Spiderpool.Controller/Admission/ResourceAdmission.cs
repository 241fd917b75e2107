using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Admission.Wire;

namespace Spiderpool.Controller.Admission;

/// <summary>Puts the rules of a kind between the wire and its type.</summary>
internal sealed class ResourceAdmission<T>(IResourceRules<T> rules) : IAdmission where T : KubernetesObject, IKubernetesResource<T>
{
    public string PathSuffix => AdmissionPath.SuffixOf(T.Definition);

    public AdmissionResponse Mutate(AdmissionRequest request)
    {
        // What cannot be read is left to validation, which says so.
        if (request.Object is not { } raw || !TryRead(raw, out var obj, out _)) return Allowed(request);
        var mutated = rules.Mutate(obj);
        if (ReferenceEquals(mutated, obj)) return Allowed(request);
        // Both through the type, so that a field that it writes in another way is no difference.
        var patch = JsonPatch.Between(raw, JsonSerializer.SerializeToNode(mutated, T.JsonType)!.AsObject());
        return patch is null ? Allowed(request) : Allowed(request) with { PatchType = "JSONPatch", Patch = patch };
    }

    public AdmissionResponse Validate(AdmissionRequest request)
    {
        var errors = new FieldErrors();
        T? obj = null, old = null;
        if (request.Object is { } raw && !TryRead(raw, out obj, out var fault)) return Unreadable(request, fault);
        // The stored object passed an earlier validation; one that no longer can be read must not stop its own correction.
        if (request.OldObject is { } oldRaw) TryRead(oldRaw, out old, out _);
        if (obj is not null) rules.Validate(obj, old, errors);
        else if (old is not null) rules.ValidateDelete(old, errors);
        if (errors.Causes.Count > 0) return Refused(request, errors);
        return Allowed(request) with { Warnings = errors.Warnings.Count > 0 ? errors.Warnings : null };
    }

    private static AdmissionResponse Allowed(AdmissionRequest request) => new() { Uid = request.Uid, Allowed = true };

    private static AdmissionResponse Refused(AdmissionRequest request, FieldErrors errors)
    {
        var texts = errors.Causes.Select(cause => $"{cause.Field}: {cause.Message}").ToList();
        var all = texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        return new AdmissionResponse
        {
            Uid = request.Uid,
            Allowed = false,
            Status = new AdmissionStatus
            {
                Code = 422,
                Reason = "Invalid",
                Message = $"{T.Definition.Kind}.{T.Definition.Group} \"{request.Name}\" is invalid: {all}",
                Details = new AdmissionStatusDetails
                {
                    Name = request.Name,
                    Group = T.Definition.Group,
                    Kind = T.Definition.Kind,
                    Causes = errors.Causes,
                },
            },
        };
    }

    private static AdmissionResponse Unreadable(AdmissionRequest request, string fault) => new()
    {
        Uid = request.Uid,
        Allowed = false,
        Status = new AdmissionStatus { Code = 400, Reason = "BadRequest", Message = $"{T.Definition.Kind}: {fault}" },
    };

    private static bool TryRead(
        JsonObject raw, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? obj, out string fault)
    {
        try
        {
            (obj, fault) = (raw.Deserialize(T.JsonType), "the object is null");
            return obj is not null;
        }
        catch (JsonException e)
        {
            (obj, fault) = (null, Excerpt.Of(e.Message));
            return false;
        }
    }
}
