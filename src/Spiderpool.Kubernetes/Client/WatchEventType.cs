namespace Spiderpool.Kubernetes;

public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing changed; a watch may go on from the object's resourceVersion.</summary>
    Bookmark,
}
