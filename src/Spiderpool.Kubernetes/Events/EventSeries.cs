namespace Spiderpool.Kubernetes;

/// <summary>An event in the cluster and its repeats. <paramref name="name"/> is that of the Event object.</summary>
internal sealed class EventSeries(string @namespace, string name, DateTimeOffset first)
{
    public string Namespace { get; } = @namespace;

    public string Name { get; } = name;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Last { get; set; } = first;

    public int Count { get; set; } = 1;

    /// <summary>Whether the Event object was created.</summary>
    public bool IsStored { get; set; }
}
