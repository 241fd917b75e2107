using Spiderpool.Addressing;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Agent.Subnets;

/// <summary>The automatic pools that a pod waits for.</summary>
/// <param name="Application">Top controller of the pod.</param>
/// <param name="Nic">Interface that is set up, with its subnets.</param>
/// <param name="Families">Those of them that are enabled.</param>
internal sealed record AwaitedPools(TopController Application, InterfaceSubnets Nic, IReadOnlyList<IPFamily> Families)
{
    public override string ToString() => $"{Application.Kind} {Application.Namespace}/{Application.Name}";
}
