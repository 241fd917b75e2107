namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>A committed change.</summary>
/// <param name="Previous">The revision before it; null for a creation.</param>
internal sealed record WatchEvent(WatchEventType Type, StoredObject Object, StoredObject? Previous)
{
    public long Revision => Object.Revision;
}
