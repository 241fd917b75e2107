using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>All objects of a resource at one revision.</summary>
internal sealed record StoreSnapshot(ImmutableSortedDictionary<string, StoredObject> Objects, long Revision);
