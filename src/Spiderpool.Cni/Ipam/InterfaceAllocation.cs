using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>The part of an allocation that belongs to one interface: the agent answers with all interfaces of the pod.</summary>
internal sealed record InterfaceAllocation(
    IReadOnlyList<AllocatedAddress> Addresses, IReadOnlyList<CniRoute> Routes, CniDns Dns)
{
    /// <exception cref="ReasonException">NoAddressForInterface, or Internal for an answer that makes no sense.</exception>
    public static InterfaceAllocation Of(IpamAddResponse response, string ifName, PodArguments pod)
    {
        var addresses = new List<AllocatedAddress>();
        foreach (var ip in response.Ips)
        {
            if (ip.Nic == ifName) addresses.Add(AddressOf(ip));
        }
        if (addresses.Count == 0) throw NoAddress(response, ifName, pod);
        var routes = new List<CniRoute>();
        foreach (var route in response.Routes)
        {
            if (route.IfName == ifName) routes.Add(RouteOf(route));
        }
        return new InterfaceAllocation(addresses, routes, DnsOf(response.Dns));
    }

    public CniResult ToResult() => new()
    {
        Ips = [.. Addresses.Select(item => new CniAddress(item.Address, item.Gateway))],
        Routes = Routes,
        Dns = Dns,
    };

    private static AllocatedAddress AddressOf(IpConfig ip) => Prefix.TryParse(ip.Address, out var prefix)
        ? new AllocatedAddress(
            prefix, GatewayOf(ip.Gateway, prefix.Family, "ips[].gateway"), ip.EnableIPConflictDetection, ip.EnableGatewayDetection)
        : throw BadAnswer("ips[].address", ip.Address, "an address with prefix length");

    private static CniRoute RouteOf(Route route) => Prefix.TryParse(route.Dst, out var destination)
        ? new CniRoute { Destination = destination, Gateway = GatewayOf(route.Gw, destination.Family, "routes[].gw") }
        : throw BadAnswer("routes[].dst", route.Dst, "a network in CIDR notation");

    private static Address? GatewayOf(string? text, IPFamily family, string key)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return Address.TryParse(text, out var address) && address.Family == family
            ? address
            : throw BadAnswer(key, text, $"an {family} address");
    }

    private static CniDns DnsOf(Dns? dns) => dns is null ? CniDns.None : new CniDns
    {
        Domain = dns.Domain,
        Nameservers = dns.Nameservers ?? [],
        Search = dns.Search ?? [],
        Options = dns.Options ?? [],
    };

    private static ReasonException NoAddress(IpamAddResponse response, string ifName, PodArguments pod)
    {
        var others = response.Ips.Select(ip => Excerpt.Of(ip.Nic)).Distinct().Take(16);
        return new ReasonException(Reason.NoAddressForInterface,
            $"no IP found for interface {ifName} of pod {pod}: the allocation has addresses for [{string.Join(", ", others)}]");
    }

    private static ReasonException BadAnswer(string key, string got, string wanted) =>
        new(Reason.Internal, $"the agent's answer has {key} \"{Excerpt.Of(got)}\", want {wanted}");
}
