namespace Spiderpool.Kubernetes;

/// <summary>What an informer watches and keeps.</summary>
public record InformerOptions
{
    /// <summary>Null: cluster-scoped kinds, or all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Ask the server for metadata alone (Nodes, Namespaces, workloads).</summary>
    public bool MetadataOnly { get; init; }

    /// <summary>
    /// Ask for the latest state in the first list too. It costs the API server a read of its store; without it the first
    /// list may be older than what this client's own last process wrote.
    /// </summary>
    public bool FirstListIsLatest { get; init; }

    /// <summary>Objects in one page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Length of one watch, after which the next goes on where it ended; up to as much again is added at random.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause after the first failure; doubled by each further one.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(30);
}
