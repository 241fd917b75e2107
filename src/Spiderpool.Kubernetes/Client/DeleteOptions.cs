namespace Spiderpool.Kubernetes;

/// <summary>Preconditions and manner of a deletion.</summary>
public sealed record DeleteOptions
{
    /// <summary>Delete only the object with this UID; else 409.</summary>
    public string? Uid { get; init; }

    /// <summary>Delete only this version; else 409.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Background, Foreground or Orphan; null: the default of the kind.</summary>
    public PropagationPolicy? PropagationPolicy { get; init; }

    public long? GracePeriodSeconds { get; init; }
}
