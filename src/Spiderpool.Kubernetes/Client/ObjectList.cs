namespace Spiderpool.Kubernetes;

/// <summary>One page of a list.</summary>
/// <param name="Items">
/// The objects. The API server leaves <c>apiVersion</c> and <c>kind</c> out of the items of built-in lists; writes fill them in.
/// </param>
/// <param name="ResourceVersion">Version of the collection: a watch from here sees everything after this list.</param>
/// <param name="Continue">Token of the next page; null on the last one.</param>
/// <param name="RemainingItemCount">How many items follow, when the server says it.</param>
public sealed record ObjectList<T>(
    IReadOnlyList<T> Items, string ResourceVersion, string? Continue = null, long? RemainingItemCount = null);
