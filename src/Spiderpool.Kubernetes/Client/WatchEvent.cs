namespace Spiderpool.Kubernetes;

/// <summary>A change of an object. Deleted carries its last state; Bookmark only <c>metadata.resourceVersion</c>.</summary>
public sealed record WatchEvent<T>(WatchEventType Type, T Object);
