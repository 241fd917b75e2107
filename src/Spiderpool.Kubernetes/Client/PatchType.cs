namespace Spiderpool.Kubernetes;

/// <summary>How the body of a patch is meant; for server-side apply also who applies it.</summary>
public sealed record PatchType
{
    private PatchType(string mediaType) => MediaType = mediaType;

    /// <summary>JSON merge patch (RFC 7396).</summary>
    public static PatchType Merge { get; } = new("application/merge-patch+json");

    /// <summary>JSON patch (RFC 6902).</summary>
    public static PatchType Json { get; } = new("application/json-patch+json");

    /// <summary>Strategic merge patch; built-in kinds only.</summary>
    public static PatchType Strategic { get; } = new("application/strategic-merge-patch+json");

    public string MediaType { get; }

    public string? FieldManager { get; private init; }

    public bool Force { get; private init; }

    /// <summary>Server-side apply; the body is JSON, which is YAML.</summary>
    /// <param name="fieldManager">Owner of the fields that the body sets.</param>
    /// <param name="force">Take fields over from other managers instead of failing with a conflict.</param>
    public static PatchType Apply(string fieldManager, bool force = false) =>
        new("application/apply-patch+yaml") { FieldManager = fieldManager, Force = force };
}
