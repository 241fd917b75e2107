using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>Makes a veth pair, both ends with a MAC address that is set, since udev changes those that are random.</summary>
public sealed record AddVethStep(string PodName, MacAddress PodMac, string HostName, MacAddress HostMac, int Mtu) : PlanStep(Place.Host)
{
    public override string Verb => "add";

    public override string Kind => "link";

    public override string Object => $"{HostName} address {HostMac} mtu {Mtu} type veth peer {PodName} address {PodMac} in the pod";
}
