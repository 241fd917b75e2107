using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <param name="Object">The last revision.</param>
/// <param name="Removed">False while finalizers or a grace period hold the object.</param>
internal sealed record DeleteOutcome(StoredObject Object, bool Removed);
