namespace Spiderpool.Kubernetes;

/// <summary>What a watch returns, and from where.</summary>
public sealed record WatchOptions
{
    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Changes after this version; null: first an Added event for each object there is.</summary>
    public string? ResourceVersion { get; init; }

    public bool AllowBookmarks { get; init; } = true;

    /// <summary>When the server ends the watch; null: when it likes to.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Ask for metadata alone; other fields of the type stay at their defaults.</summary>
    public bool MetadataOnly { get; init; }
}
