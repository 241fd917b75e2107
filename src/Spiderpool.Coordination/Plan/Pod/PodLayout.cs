using Spiderpool.Addressing;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>The link between a pod and its node, once the mode is known.</summary>
/// <param name="IsOverlay">Whether the cluster network's interface is used, not a pair of ours.</param>
/// <param name="PodLink">The pod's end.</param>
/// <param name="PodMac">MAC address of the pod's end.</param>
/// <param name="HostLink">The host's end.</param>
/// <param name="HostMac">MAC address of the host's end.</param>
internal sealed record PodLayout(bool IsOverlay, string PodLink, MacAddress PodMac, string HostLink, MacAddress HostMac)
{
    /// <summary>Families of the interface at hand.</summary>
    public required IReadOnlyList<IPFamily> Families { get; init; }

    /// <summary>Addresses of the node, by family.</summary>
    public required ILookup<IPFamily, Address> HostAddresses { get; init; }

    /// <summary>The node's address that pods send to; null if the node has none of the family.</summary>
    public Address? Gateway(IPFamily family) => HostAddresses[family].Select(address => (Address?)address).FirstOrDefault();
}
