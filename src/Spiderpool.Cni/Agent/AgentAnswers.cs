using System.Text.Json;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Agent;

/// <summary>Reads the bodies of the agent's answers, as far as a plugin uses them; what is absent has its default.</summary>
internal static class AgentAnswers
{
    public static IpamAddResponse ReadAllocation(WireObject answer) => new()
    {
        Ips = Each(answer, "ips", ip => new IpConfig
        {
            Version = ip.Number("version", 0) ?? 0,
            Address = ip.Text("address") ?? "",
            Nic = ip.Text("nic") ?? "",
            Gateway = ip.Text("gateway"),
            IpPool = ip.Text("ipPool"),
            EnableGatewayDetection = ip.Flag("enableGatewayDetection") ?? false,
            EnableIPConflictDetection = ip.Flag("enableIPConflictDetection") ?? false,
        }),
        Routes = Each(answer, "routes", route => new Route
        {
            IfName = route.Text("ifName") ?? "",
            Dst = route.Text("dst") ?? "",
            Gw = route.Text("gw") ?? "",
        }),
        Dns = answer.Object("dns") is not { } dns ? null : new Dns
        {
            Domain = dns.Text("domain"),
            Nameservers = dns.Texts("nameservers"),
            Options = dns.Texts("options"),
            Search = dns.Texts("search"),
        },
    };

    public static IpamGcResponse ReadCollection(WireObject answer) => new() { Released = answer.Texts("released") ?? [] };

    public static WorkloadEndpointStatus ReadEndpoint(WireObject answer) => new()
    {
        PodNamespace = answer.Text("podNamespace") ?? "",
        PodName = answer.Text("podName") ?? "",
        PodUID = answer.Text("podUID") ?? "",
        Node = answer.Text("node") ?? "",
        Interfaces = Each(answer, "interfaces", detail => new InterfaceDetail
        {
            Interface = detail.Text("interface") ?? "",
            Ipv4 = detail.Text("ipv4"),
            Ipv6 = detail.Text("ipv6"),
        }),
    };

    /// <remarks>Not by <see cref="WireObject"/>: its texts are bounded by what a path may have, and configurations are longer.</remarks>
    /// <exception cref="InvalidOperationException">A value has another type.</exception>
    public static PodNetworks ReadNetworks(JsonElement answer) => new()
    {
        Default = Member(answer, "default") is { } first ? ReadNetwork(first) : null,
        Additional = Member(answer, "additional") is { } items ? [.. items.EnumerateArray().Select(ReadNetwork)] : [],
    };

    private static PodNetwork ReadNetwork(JsonElement item) => new()
    {
        Name = Member(item, "name")?.GetString() ?? "",
        Interface = Member(item, "interface")?.GetString() ?? "",
        Config = Member(item, "config")?.GetString() ?? "",
        CapabilityArgs = Member(item, "capabilityArgs")?.EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
        DefaultRoute = [.. Member(item, "defaultRoute")?.EnumerateArray().Select(gateway => gateway.GetString() ?? "") ?? []],
    };

    private static JsonElement? Member(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<T> Each<T>(WireObject answer, string key, Func<WireObject, T> read)
    {
        var items = answer.Objects(key) ?? [];
        var list = new List<T>(items.Count);
        foreach (var item in items) list.Add(read(item));
        return list;
    }
}
