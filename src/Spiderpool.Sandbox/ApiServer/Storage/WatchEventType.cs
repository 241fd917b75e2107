namespace Spiderpool.Sandbox.ApiServer.Storage;

internal enum WatchEventType
{
    Added,
    Modified,
    Deleted,
}
