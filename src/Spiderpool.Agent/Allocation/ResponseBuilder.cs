using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Allocation;

/// <summary>Pure: an endpoint to the answer of ADD (spec/ipam.md 4.2 step 8).</summary>
internal static class ResponseBuilder
{
    public static IpamAddResponse Build(SpiderEndpoint endpoint, AllocationOptions options)
    {
        var ips = new List<IpConfig>();
        var routes = new List<Route>();
        foreach (var item in endpoint.Status!.Current.Ips)
        {
            Add(item, 4, item.Ipv4, item.Ipv4Gateway, item.Ipv4Pool);
            Add(item, 6, item.Ipv6, item.Ipv6Gateway, item.Ipv6Pool);
            routes.AddRange((item.Routes ?? []).Select(route => new Route { IfName = item.Interface, Dst = route.Dst, Gw = route.Gw }));
        }
        return new IpamAddResponse { Ips = ips, Routes = routes };

        void Add(InterfaceAllocation item, int version, string? address, string? gateway, string? pool)
        {
            if (address is null) return;
            ips.Add(new IpConfig
            {
                Version = version,
                Address = address,
                Nic = item.Interface,
                Gateway = gateway,
                IpPool = pool,
                Vlan = item.Vlan,
                Mac = item.Mac,
                EnableIPConflictDetection = options.EnableIPConflictDetection,
                EnableGatewayDetection = options.EnableGatewayDetection && gateway is not null,
            });
            if (gateway is null || item.CleanGateway is true) return;
            routes.Add(new Route { IfName = item.Interface, Dst = version == 4 ? "0.0.0.0/0" : "::/0", Gw = gateway });
        }
    }
}
