using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Subnets;

/// <summary>The SpiderSubnets of one interface, in the order in which their addresses are taken.</summary>
public sealed record InterfaceSubnets(string Nic, IReadOnlyList<string> IPv4, IReadOnlyList<string> IPv6)
{
    public IReadOnlyList<string> Of(IPFamily family) => family == IPFamily.IPv4 ? IPv4 : IPv6;
}
