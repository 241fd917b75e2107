using System.Text.Json;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>Finalizer, labels, and what may happen to an object that is being deleted.</summary>
internal static class MetadataRules
{
    /// <summary>An object that is being deleted keeps its spec; that finalizers go is its only future (spec/crds.md 3.4).</summary>
    /// <returns>Whether it is being deleted, so that the other rules have nothing to say.</returns>
    public static bool RefuseChangeOfTerminating<T>(T obj, T? old, FieldErrors errors)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        if (old is null || !old.Metadata.IsTerminating) return false;
        if (!JsonElement.DeepEquals(SpecOf(obj), SpecOf(old))) errors.Forbidden("spec", "the object is being deleted");
        return true;
    }

    public static ObjectMeta WithFinalizer(this ObjectMeta metadata) =>
        metadata.Finalizers?.Contains(SpiderpoolGroup.Finalizer) is true
            ? metadata
            : metadata with { Finalizers = [.. metadata.Finalizers ?? [], SpiderpoolGroup.Finalizer] };

    public static ObjectMeta WithLabel(this ObjectMeta metadata, string key, string value) => metadata.Label(key) == value
        ? metadata
        : metadata with { Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>()) { [key] = value } };

    private static JsonElement SpecOf<T>(T obj) where T : KubernetesObject, IKubernetesResource<T> =>
        JsonSerializer.SerializeToElement(obj, T.JsonType).TryGetProperty("spec", out var spec) ? spec : default;
}
