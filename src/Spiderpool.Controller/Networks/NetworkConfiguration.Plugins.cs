using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Networks;

internal static partial class NetworkConfiguration
{
    /// <summary>The interface that pods' interfaces stack on: the only one of the list, or the bond of them, with its VLAN.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.NetworkInvalid"/>: there is none.</exception>
    public static string MasterOf(ParentInterfaceConfig parent, string field)
    {
        var master = parent.Master switch
        {
            [] => throw Invalid($"{field}.master", "names no interface"),
            [var only] => only,
            _ => parent.Bond is { Name.Length: > 0 } bond ? bond.Name
                : throw Invalid($"{field}.bond", "has no name, and master has two interfaces or more"),
        };
        return parent is not VlanConfig && parent.VlanID is { } vlan and not 0 ? $"{master}.{vlan}" : master;
    }

    private static JsonObject Main(SpiderMultusConfigSpec spec) => spec.CniType switch
    {
        CniType.Macvlan => Stacked(Required(spec.Macvlan, "macvlan"), spec, "macvlan", new() { ["mode"] = "bridge" }),
        CniType.Ipvlan => Stacked(Required(spec.Ipvlan, "ipvlan"), spec, "ipvlan", []),
        CniType.Vlan => Stacked(Required(spec.Vlan, "vlan"), spec, "vlan", Vlan(spec.Vlan!)),
        CniType.Sriov => Sriov(Required(spec.Sriov, "sriov"), spec),
        CniType.IbSriov => IbSriov(Required(spec.Ibsriov, "ibsriov"), spec),
        CniType.Ipoib => Ipoib(Required(spec.Ipoib, "ipoib"), spec),
        CniType.Ovs => Ovs(Required(spec.Ovs, "ovs"), spec),
        _ => throw Invalid("spec.cniType", $"is no known type: \"{Addressing.Excerpt.Of(spec.CniType)}\""),
    };

    private static T Required<T>(T? settings, string field) where T : class =>
        settings ?? throw Invalid($"spec.{field}", "is missing");

    private static JsonObject Stacked(ParentInterfaceConfig parent, SpiderMultusConfigSpec spec, string type, JsonObject more)
    {
        var plugin = new JsonObject { ["type"] = type, ["master"] = MasterOf(parent, $"spec.{type}") };
        foreach (var (key, value) in more) plugin[key] = value!.DeepClone();
        plugin["mtu"] = parent.Mtu ?? 0;
        return WithIpam(plugin, spec, parent.Ippools);
    }

    private static JsonObject Vlan(VlanConfig vlan)
    {
        var isAuto = vlan.VlanMode == "auto";
        var more = new JsonObject { ["vlanMode"] = isAuto ? "auto" : "manual" };
        if (!isAuto) more["vlanId"] = vlan.VlanID ?? 0;
        return more;
    }

    private static JsonObject Sriov(SriovConfig sriov, SpiderMultusConfigSpec spec)
    {
        var plugin = new JsonObject { ["type"] = "sriov" };
        if (sriov.VlanID is { } vlan and not 0) plugin["vlan"] = vlan;
        if (sriov.MinTxRateMbps is { } min and not 0) plugin["min_tx_rate"] = min;
        if (sriov.MaxTxRateMbps is { } max and not 0) plugin["max_tx_rate"] = max;
        return WithIpam(plugin, spec, sriov.Ippools);
    }

    private static JsonObject IbSriov(IbSriovConfig ib, SpiderMultusConfigSpec spec)
    {
        var plugin = new JsonObject { ["type"] = "ib-sriov" };
        if (ib.Pkey is { Length: > 0 } pkey) plugin["pkey"] = pkey;
        plugin["link_state"] = ib.LinkState ?? "enable";
        plugin["rdmaIsolation"] = ib.RdmaIsolation ?? true;
        plugin["ibKubernetesEnabled"] = ib.EnableIbKubernetes ?? false;
        return WithIpam(plugin, spec, ib.Ippools);
    }

    private static JsonObject Ipoib(IpoibConfig ipoib, SpiderMultusConfigSpec spec)
    {
        var master = ipoib.Master is { Length: > 0 } name ? name : throw Invalid("spec.ipoib.master", "names no interface");
        return WithIpam(new JsonObject { ["type"] = "ipoib", ["master"] = master }, spec, ipoib.Ippools);
    }

    private static JsonObject Ovs(OvsConfig ovs, SpiderMultusConfigSpec spec)
    {
        var plugin = new JsonObject
        {
            ["type"] = "ovs",
            ["bridge"] = ovs.Bridge is { Length: > 0 } bridge ? bridge : throw Invalid("spec.ovs.bridge", "names no bridge"),
        };
        if (ovs.Vlan is { } vlan) plugin["vlan"] = vlan;
        if (ovs.Trunk is { Count: > 0 } trunk) plugin["trunk"] = new JsonArray([.. trunk.Select(Trunk)]);
        if (ovs.DeviceID is { Length: > 0 } device) plugin["deviceID"] = device;
        return WithIpam(plugin, spec, ovs.Ippools);
    }

    private static JsonObject Trunk(OvsTrunk trunk)
    {
        var item = new JsonObject();
        if (trunk.MinID is { } min) item["minID"] = min;
        if (trunk.MaxID is { } max) item["maxID"] = max;
        if (trunk.Id is { } id) item["id"] = id;
        return item;
    }

    private static JsonObject WithIpam(JsonObject plugin, SpiderMultusConfigSpec spec, DefaultPools? pools)
    {
        if (spec.DisableIPAM is true) return plugin;
        var ipam = new JsonObject { ["type"] = "spiderpool" };
        if (pools?.Ipv4 is { Count: > 0 } ipv4) ipam["default_ipv4_ippool"] = Texts(ipv4);
        if (pools?.Ipv6 is { Count: > 0 } ipv6) ipam["default_ipv6_ippool"] = Texts(ipv6);
        if (spec.CniType == CniType.Sriov && pools?.MatchMasterSubnet is true) ipam["match_master_subnet"] = true;
        plugin["ipam"] = ipam;
        return plugin;
    }

    private static JsonArray Texts(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)JsonValue.Create(item))];
}
