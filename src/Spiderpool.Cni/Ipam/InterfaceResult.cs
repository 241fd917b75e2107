using Spiderpool.Addressing;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>Pure: the part of a chain's result that belongs to one interface of the pod.</summary>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Routes">Its routes, each with its gateway.</param>
internal sealed record InterfaceResult(IReadOnlyList<Prefix> Addresses, IReadOnlyList<CniRoute> Routes)
{
    public static InterfaceResult Of(CniResult result, string ifName)
    {
        var ips = result.Ips.Where(ip => ip.Interface is not { } index || IsOfPod(result.Interfaces[index], ifName)).ToList();
        var routes = new List<CniRoute>();
        foreach (var route in result.Routes)
        {
            // A route names no interface: its own is the one whose subnet has the gateway.
            var gateway = route.Gateway ?? DefaultGateway(ips, route.Destination.Family);
            if (gateway is { } hop && ips.Exists(ip => ip.Address.Contains(hop))) routes.Add(route with { Gateway = hop });
        }
        return new InterfaceResult([.. ips.Select(ip => ip.Address)], routes);
    }

    // An interface without a namespace is one of the host.
    private static bool IsOfPod(CniInterface item, string ifName) => item.Name == ifName && item.Sandbox is { Length: > 0 };

    // CNI spec, section Result: a route without gateway takes that of the address.
    private static Address? DefaultGateway(List<CniAddress> ips, IPFamily family) =>
        ips.Find(ip => ip.Address.Family == family && ip.Gateway is not null)?.Gateway;
}
