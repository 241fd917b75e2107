using Spiderpool.Addressing;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>A network namespace that plays a node.</summary>
/// <param name="name">Name of the Node object.</param>
/// <param name="target">Its namespace, which is disposed with it.</param>
/// <param name="addresses">Addresses of its uplink.</param>
public sealed class VirtualNode(string name, NetworkNamespace target, IReadOnlyList<Prefix> addresses) : IDisposable
{
    /// <summary>Interface on the LAN, the parent of the pods' interfaces.</summary>
    public const string Uplink = "eth0";

    public string Name { get; } = name;

    public NetworkNamespace Namespace { get; } = target;

    public IReadOnlyList<Prefix> Addresses { get; } = addresses;

    public void Dispose() => Namespace.Dispose();
}
