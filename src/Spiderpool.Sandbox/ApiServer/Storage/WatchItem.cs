namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>What waits in a watch's buffer: a change, or a bookmark when there is none.</summary>
internal readonly record struct WatchItem(WatchEvent? Change, long Revision);
