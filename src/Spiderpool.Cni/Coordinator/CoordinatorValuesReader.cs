using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Cni.Wire;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>
/// Reads settings of a network configuration or of the agent's answer, which have the same keys. An empty text and an empty list
/// count as absent.
/// </summary>
internal static class CoordinatorValuesReader
{
    // The kernel's own tables: default, main, local.
    private const long FirstReservedTable = 253, LastReservedTable = 255;

    private const int MaxInterfaceNameLength = 15;

    /// <exception cref="Api.ReasonException">A value cannot be used; it names the key and where it stands.</exception>
    public static CoordinatorValues Read(WireObject source) => new()
    {
        Mode = ModeOf(source),
        FirstInterface = InterfaceOf(source, "podDefaultCniNic"),
        PodInterfaces = source.Texts("podInterfaces") is { Count: > 0 } interfaces ? interfaces : null,
        OverlayPodCidrs = PrefixesOf(source, "overlayPodCIDR"),
        ServiceCidrs = PrefixesOf(source, "serviceCIDR"),
        HijackCidrs = PrefixesOf(source, "hijackCIDR"),
        PolicyRoutes = PolicyRoutesOf(source),
        TunePodRoutes = source.Flag("tunePodRoutes"),
        // A network configuration has the first name, the agent's answer the other.
        DefaultRouteInterface = InterfaceOf(source, "podDefaultRouteNic") ?? InterfaceOf(source, "podDefaultRouteNIC"),
        HostRuleTable = TableOf(source, "hostRuleTable"),
        PodRPFilter = FilterOf(source, "podRPFilter"),
        MacPrefix = MacPrefixOf(source, "podMACPrefix"),
        TxQueueLength = source.Number("txQueueLen", 0),
        VethLinkAddress = LinkAddressOf(source, "vethLinkAddress"),
        VethMtu = source.Number("vethMTU", 1),
    };

    private static CoordinationMode? ModeOf(WireObject source) => source.Text("mode") switch
    {
        null or "" => null,
        CoordinatorMode.Auto => CoordinationMode.Auto,
        CoordinatorMode.Underlay => CoordinationMode.Underlay,
        CoordinatorMode.Overlay => CoordinationMode.Overlay,
        CoordinatorMode.Disable or CoordinatorMode.Disabled => CoordinationMode.Disabled,
        _ => throw source.Invalid("mode", "auto, underlay, overlay or disabled"),
    };

    private static string? InterfaceOf(WireObject source, string key)
    {
        if (source.Text(key) is not { Length: > 0 } name) return null;
        return name.Length <= MaxInterfaceNameLength && !name.AsSpan().ContainsAny('/', ':', ' ')
            ? name
            : throw source.Invalid(key, $"the name of an interface, at most {MaxInterfaceNameLength} characters");
    }

    private static List<Prefix>? PrefixesOf(WireObject source, string key)
    {
        if (source.Texts(key) is not { Count: > 0 } texts) return null;
        var prefixes = new List<Prefix>(texts.Count);
        foreach (var text in texts)
            prefixes.Add(TryParse(text, out var prefix) ? prefix : throw source.Invalid(key, $"CIDRs, and not \"{Excerpt.Of(text)}\""));
        return prefixes;
    }

    private static List<PolicyRoute>? PolicyRoutesOf(WireObject source)
    {
        if (source.Objects("policyRoutes") is not { Count: > 0 } items) return null;
        var routes = new List<PolicyRoute>(items.Count);
        foreach (var item in items)
        {
            if (!TryParse(item.Text("dst") ?? "", out var destination)) throw item.Invalid("dst", "an address or a CIDR");
            if (!Address.TryParse(item.Text("gw") ?? "", out var gateway) || gateway.Family != destination.Family)
                throw item.Invalid("gw", $"an {destination.Family} address, as the destination is");
            routes.Add(new PolicyRoute(destination, gateway));
        }
        return routes;
    }

    private static uint? TableOf(WireObject source, string key)
    {
        if (source.LongNumber(key, 1, uint.MaxValue) is not { } table) return null;
        return table is < FirstReservedTable or > LastReservedTable
            ? (uint)table
            : throw source.Invalid(
                key, $"a routing table that is not one of the kernel's own, {FirstReservedTable} to {LastReservedTable}");
    }

    private static int? FilterOf(WireObject source, string key) =>
        source.Number(key, int.MinValue) is { } filter && filter > 2
            ? throw source.Invalid(key, "0, 1, 2, or a negative number to leave it alone")
            : source.Number(key, int.MinValue);

    private static MacPrefix? MacPrefixOf(WireObject source, string key)
    {
        if (source.Text(key) is not { Length: > 0 } text) return null;
        return MacPrefix.TryParse(text, out var prefix)
            ? prefix
            : throw source.Invalid(key, "two hexadecimal pairs such as 0a:1b, the first an even number (unicast)");
    }

    private static Address? LinkAddressOf(WireObject source, string key)
    {
        if (source.Text(key) is not { Length: > 0 } text) return null;
        return Address.TryParse(text, out var address) && address.IsIPv4 ? address : throw source.Invalid(key, "an IPv4 address");
    }

    private static bool TryParse(string text, out Prefix prefix)
    {
        if (!Address.TryParse(text, out var address)) return Prefix.TryParse(text, out prefix);
        prefix = Prefix.Host(address);
        return true;
    }
}
