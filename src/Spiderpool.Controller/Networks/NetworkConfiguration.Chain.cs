using System.Text.Json.Nodes;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Admission.Rules;

namespace Spiderpool.Controller.Networks;

internal static partial class NetworkConfiguration
{
    /// <summary>
    /// Values that the schema writes into every object, where nobody can tell them from a choice: they are left out, so that those of
    /// the SpiderCoordinator hold. (spec/cni.md 7: the original renders none of these fields.)
    /// </summary>
    private const int DefaultHostRuleTable = 500, DefaultPodRPFilter = 0, DefaultTxQueueLen = 0;

    /// <summary>The plugin that makes bonds and VLAN interfaces on the node, if there are any to make.</summary>
    private static JsonObject? Ifacer(SpiderMultusConfigSpec spec)
    {
        ParentInterfaceConfig? parent = spec.CniType switch
        {
            CniType.Macvlan => spec.Macvlan,
            CniType.Ipvlan => spec.Ipvlan,
            CniType.Vlan => spec.Vlan,
            _ => null,
        };
        // With type vlan the main plugin itself makes the VLAN, in the pod.
        var vlan = parent is null or VlanConfig ? 0 : parent.VlanID ?? 0;
        if (parent is null || (vlan == 0 && parent.Master.Count < 2)) return null;
        var plugin = new JsonObject { ["type"] = "ifacer", ["interfaces"] = Texts(parent.Master) };
        if (vlan != 0) plugin["vlanID"] = vlan;
        if (parent.Master.Count > 1 && parent.Bond is { } bond) plugin["bond"] = Bond(bond);
        return plugin;
    }

    private static JsonObject Bond(BondConfig bond)
    {
        var json = new JsonObject { ["name"] = bond.Name, ["mode"] = bond.Mode };
        if (bond.Options is { Length: > 0 } options) json["options"] = options;
        return json;
    }

    private static JsonObject Coordinator(CoordinatorSettings? settings)
    {
        var plugin = new JsonObject { ["type"] = "coordinator" };
        if (settings is null) return plugin;
        settings = CoordinatorRules.WithCidrs(settings);
        // The binary of the original knows only this spelling, and nodes may still have it.
        if (settings.Mode is { } mode) plugin["mode"] = mode == CoordinatorMode.Disabled ? CoordinatorMode.Disable : mode;
        if (settings.HijackCIDR is { Count: > 0 } hijack) plugin["hijackCIDR"] = Texts(hijack);
        if (settings.PolicyRoutes is { Count: > 0 } routes)
        {
            plugin["policyRoutes"] =
                new JsonArray([.. routes.Select(route => new JsonObject { ["dst"] = route.Dst, ["gw"] = route.Gw })]);
        }
        if (settings.PodMACPrefix is { Length: > 0 } mac) plugin["podMACPrefix"] = mac;
        if (settings.PodDefaultRouteNIC is { Length: > 0 } nic) plugin["podDefaultRouteNic"] = nic;
        if (settings.VethLinkAddress is { Length: > 0 } address) plugin["vethLinkAddress"] = address;
        if (settings.VethMTU is { } mtu) plugin["vethMTU"] = mtu;
        if (settings.TunePodRoutes is { } tune) plugin["tunePodRoutes"] = tune;
        if (settings.HostRuleTable is { } table and not DefaultHostRuleTable) plugin["hostRuleTable"] = table;
        if (settings.PodRPFilter is { } filter and not DefaultPodRPFilter) plugin["podRPFilter"] = filter;
        if (settings.TxQueueLen is { } length and not DefaultTxQueueLen) plugin["txQueueLen"] = length;
        return plugin;
    }
}
