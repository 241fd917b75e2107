using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Admission.Rules;

internal sealed partial class MultusConfigRules
{
    /// <summary>Bytes of an interface's name, without the NUL (IFNAMSIZ).</summary>
    private const int MaxInterfaceName = 15;

    private const int MaxVlan = 4094;

    private static readonly string[] Types =
    [
        CniType.Macvlan, CniType.Ipvlan, CniType.Vlan, CniType.Sriov, CniType.Ovs, CniType.IbSriov, CniType.Ipoib, CniType.Custom,
    ];

    /// <summary>The object of the type is there, no other is, and it makes sense.</summary>
    private static void Settings(SpiderMultusConfigSpec spec, FieldErrors errors)
    {
        var type = spec.CniType ?? CniType.Custom;
        if (!Types.Contains(type)) errors.NotSupported("spec.cniType", type, Types);
        (string Type, string Field, object? Value)[] objects =
        [
            (CniType.Macvlan, "macvlan", spec.Macvlan), (CniType.Ipvlan, "ipvlan", spec.Ipvlan), (CniType.Vlan, "vlan", spec.Vlan),
            (CniType.Sriov, "sriov", spec.Sriov), (CniType.Ovs, "ovs", spec.Ovs), (CniType.IbSriov, "ibsriov", spec.Ibsriov),
            (CniType.Ipoib, "ipoib", spec.Ipoib),
        ];
        foreach (var (of, field, value) in objects)
        {
            if (of == type && value is null) errors.Required($"spec.{field}", $"cniType {type} needs it");
            if (of != type && value is not null) errors.Forbidden($"spec.{field}", $"goes with cniType {of} alone");
        }
        if (type != CniType.Custom && spec.CustomCNI is { Length: > 0 })
            errors.Forbidden("spec.customCNI", "goes with cniType custom alone");
        Parent(spec.Macvlan, "spec.macvlan", errors);
        Parent(spec.Ipvlan, "spec.ipvlan", errors);
        Parent(spec.Vlan, "spec.vlan", errors);
        if (spec.Vlan is { VlanMode: "auto", VlanID: not null }) errors.Forbidden("spec.vlan.vlanID", "is not given with vlanMode auto");
        if (spec.Sriov is { } sriov) Sriov(sriov, errors);
        if (spec.Ibsriov is { ResourceName.Length: 0 })
            errors.Required("spec.ibsriov.resourceName", "name the resource of the device plugin");
        if (spec.Ipoib is { } ipoib) Interface(ipoib.Master, "spec.ipoib.master", errors);
        if (spec.Ovs is { } ovs) Ovs(ovs, errors);
    }

    private static void Parent(ParentInterfaceConfig? parent, string path, FieldErrors errors)
    {
        if (parent is null) return;
        if (parent.Master.Count == 0) errors.Required($"{path}.master", "name at least one interface of the node");
        for (var i = 0; i < parent.Master.Count; i++) Interface(parent.Master[i], $"{path}.master[{i}]", errors);
        if (parent.Master.Count > 1 && parent.Bond is not { Name.Length: > 0 })
            errors.Required($"{path}.bond.name", "two or more interfaces in master are bonded");
        if (parent.Bond is { Name.Length: > 0 } bond) Interface(bond.Name, $"{path}.bond.name", errors);
        if (parent.Bond is { Mode: < 0 or > 6 } unknown)
            errors.Invalid($"{path}.bond.mode", unknown.Mode.ToString(), "must be a bonding mode of the kernel, 0 to 6");
        Vlan(parent.VlanID, $"{path}.vlanID", errors);
        if (parent.Mtu < 0) errors.Invalid($"{path}.mtu", parent.Mtu.ToString(), "must not be negative");
        if (parent.Ippools?.MatchMasterSubnet is true)
            errors.Forbidden($"{path}.ippools.matchMasterSubnet", "goes with cniType sriov alone");
        if (parent is VlanConfig || parent.VlanID is null or 0 || errors.Causes.Count > 0) return;
        var name = $"{(parent.Master.Count > 1 ? parent.Bond!.Name : parent.Master[0])}.{parent.VlanID}";
        if (name.Length <= MaxInterfaceName) return;
        errors.Invalid($"{path}.vlanID", parent.VlanID.ToString(), $"makes interface {name}, longer than {MaxInterfaceName} characters");
    }

    private static void Sriov(SriovConfig sriov, FieldErrors errors)
    {
        if (sriov.ResourceName.Length == 0) errors.Required("spec.sriov.resourceName", "name the resource of the device plugin");
        Vlan(sriov.VlanID, "spec.sriov.vlanID", errors);
        if (sriov.Mtu < 0) errors.Invalid("spec.sriov.mtu", sriov.Mtu.ToString(), "must not be negative");
        if (sriov.MinTxRateMbps < 0) errors.Invalid("spec.sriov.minTxRateMbps", sriov.MinTxRateMbps.ToString(), "must not be negative");
        if (sriov.MaxTxRateMbps < 0) errors.Invalid("spec.sriov.maxTxRateMbps", sriov.MaxTxRateMbps.ToString(), "must not be negative");
        if (sriov.MinTxRateMbps > (sriov.MaxTxRateMbps ?? 0))
            errors.Invalid("spec.sriov.minTxRateMbps", sriov.MinTxRateMbps.ToString(), "must not be more than maxTxRateMbps");
    }

    private static void Ovs(OvsConfig ovs, FieldErrors errors)
    {
        if (ovs.Bridge.Length == 0) errors.Required("spec.ovs.bridge", "name the bridge of the node");
        Vlan(ovs.Vlan, "spec.ovs.vlan", errors);
        for (var i = 0; i < (ovs.Trunk?.Count ?? 0); i++)
        {
            var (item, path) = (ovs.Trunk![i], $"spec.ovs.trunk[{i}]");
            Vlan(item.MinID, $"{path}.minID", errors);
            Vlan(item.MaxID, $"{path}.maxID", errors);
            Vlan(item.Id, $"{path}.id", errors);
            if (item.MaxID is { } max && (item.MinID is not { } min || min > max))
                errors.Invalid($"{path}.maxID", max.ToString(), "needs minID, which must not be more");
        }
    }

    private static void Vlan(int? id, string field, FieldErrors errors)
    {
        if (id is < 0 or > MaxVlan) errors.Invalid(field, id.ToString(), $"must be 0 to {MaxVlan}");
    }

    private static void Interface(string name, string field, FieldErrors errors)
    {
        if (name.Length is 0 or > MaxInterfaceName || name.AsSpan().ContainsAny("/: \t\n"))
            errors.Invalid(field, name, $"must be the name of an interface, 1 to {MaxInterfaceName} characters");
    }
}
