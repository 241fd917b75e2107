using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Reading;

/// <param name="Continue">Token of the next page; null on the last.</param>
/// <param name="Remaining">How many objects follow; 0 when unknown.</param>
internal sealed record ListPage(List<StoredObject> Items, long Revision, string? Continue, int Remaining);
