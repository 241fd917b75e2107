namespace Spiderpool.Kubernetes;

/// <summary>What a list returns.</summary>
public sealed record ListOptions
{
    public static ListOptions All { get; } = new();

    /// <summary>As in <c>app=web,tier!=cache</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>As in <c>spec.nodeName=node-1</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Largest number of items of a page; null: all in one answer.</summary>
    public int? Limit { get; init; }

    /// <summary>Token of the page to read, from <see cref="ObjectList{T}.Continue"/>.</summary>
    public string? Continue { get; init; }

    /// <summary>Null: the newest state (a quorum read). <c>0</c>: whatever the server's cache has, which costs it far less.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Ask for metadata alone; other fields of the type stay at their defaults.</summary>
    public bool MetadataOnly { get; init; }
}
