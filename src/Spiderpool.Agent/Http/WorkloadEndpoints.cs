using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Http;

/// <summary>Pure: a SpiderEndpoint to the answer of GET /v1/workloadendpoint.</summary>
internal static class WorkloadEndpoints
{
    public static WorkloadEndpointStatus Describe(SpiderEndpoint endpoint) => new()
    {
        PodNamespace = endpoint.Metadata.Namespace!,
        PodName = endpoint.Metadata.Name!,
        PodUID = endpoint.Status?.Current.Uid ?? "",
        Node = endpoint.Status?.Current.Node ?? "",
        Interfaces = [.. (endpoint.Status?.Current.Ips ?? []).Select(Describe)],
    };

    private static InterfaceDetail Describe(InterfaceAllocation item) => new()
    {
        Interface = item.Interface,
        Ipv4 = item.Ipv4,
        Ipv6 = item.Ipv6,
        Ipv4Pool = item.Ipv4Pool,
        Ipv6Pool = item.Ipv6Pool,
        Ipv4Gateway = item.Ipv4Gateway,
        Ipv6Gateway = item.Ipv6Gateway,
        Vlan = item.Vlan is 0 ? null : item.Vlan,
        Mac = item.Mac,
        Routes = item.Routes,
    };
}
