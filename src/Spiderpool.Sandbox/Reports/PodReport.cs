namespace Spiderpool.Sandbox.Reports;

/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="Name">Name of the pod.</param>
/// <param name="Node">Node; null while it is not bound.</param>
/// <param name="Phase">As in its status.</param>
/// <param name="Interface">Its interface on the underlay; null without a sandbox.</param>
/// <param name="Addresses">Addresses of the interface.</param>
/// <param name="NetNs">Path of its network namespace, for <c>nsenter --net=PATH</c>; null without a sandbox.</param>
public sealed record PodReport(
    string Namespace, string Name, string? Node, string Phase, string? Interface, IReadOnlyList<string> Addresses, string? NetNs);
