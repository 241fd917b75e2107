using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>Standard object metadata (Kubernetes API conventions). Fields we do not read survive a round trip.</summary>
public sealed record ObjectMeta
{
    public string? Name { get; init; }

    public string? GenerateName { get; init; }

    public string? Namespace { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public long? Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }

    public long? DeletionGracePeriodSeconds { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>Read past and never sent: an update without them keeps what the API server has, and they are large.</summary>
    public SkippedJson? ManagedFields { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }

    /// <summary>Whether a deletion was asked for and only finalizers or a grace period hold the object.</summary>
    [JsonIgnore]
    public bool IsTerminating => DeletionTimestamp is not null;

    /// <summary>The same metadata without one of its finalizers; the same object when it has no such finalizer.</summary>
    public ObjectMeta WithoutFinalizer(string finalizer) => Finalizers?.Contains(finalizer) is true
        ? this with { Finalizers = [.. Finalizers.Where(other => other != finalizer)] }
        : this;

    public string? Label(string key) => Labels is not null && Labels.TryGetValue(key, out var value) ? value : null;

    public string? Annotation(string key) =>
        Annotations is not null && Annotations.TryGetValue(key, out var value) ? value : null;
}
