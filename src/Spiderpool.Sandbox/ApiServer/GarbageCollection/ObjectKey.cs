using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>Names an object whether it is stored or not.</summary>
/// <param name="Name">The key in its store: the name, with the namespace before it if it has one.</param>
internal readonly record struct ObjectKey(StoreKey Store, string Name);
