using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Admission.Rules;

internal sealed partial class MultusConfigRules
{
    public SpiderMultusConfig Mutate(SpiderMultusConfig config)
    {
        if (config.Metadata.IsTerminating) return config;
        var spec = config.Spec;
        var isCustom = spec.CniType is null or CniType.Custom;
        return config with
        {
            Metadata = WithInjectLabels(config.Metadata),
            Spec = spec with
            {
                CniType = spec.CniType ?? CniType.Custom,
                Macvlan = spec.Macvlan is { } macvlan ? (MacvlanConfig)Complete(macvlan) : null,
                Ipvlan = spec.Ipvlan is { } ipvlan ? (IpvlanConfig)Complete(ipvlan) : null,
                Vlan = spec.Vlan is { } vlan ? (VlanConfig)Complete(vlan with { VlanMode = vlan.VlanMode ?? "manual" }) : null,
                Sriov = spec.Sriov is { } sriov ? Complete(sriov) : null,
                Ibsriov = spec.Ibsriov is { } ib ? ib with
                {
                    LinkState = ib.LinkState ?? "enable",
                    RdmaIsolation = ib.RdmaIsolation ?? true,
                    EnableIbKubernetes = ib.EnableIbKubernetes ?? false,
                } : null,
                CustomCNI = isCustom ? spec.CustomCNI ?? "" : spec.CustomCNI,
                EnableCoordinator = !isCustom && (spec.EnableCoordinator ?? true),
                DisableIPAM = spec.DisableIPAM ?? false,
                Coordinator = isCustom ? null : spec.EnableCoordinator is false ? spec.Coordinator : Complete(spec.Coordinator ?? new()),
                ChainCNIJsonData = spec.ChainCNIJsonData ?? [],
            },
        };
    }

    private static ParentInterfaceConfig Complete(ParentInterfaceConfig parent) => parent with
    {
        Mtu = parent.Mtu ?? 0,
        VlanID = parent.VlanID ?? (parent is VlanConfig { VlanMode: "auto" } ? null : 0),
        RdmaResourceName = parent.RdmaResourceName ?? "",
    };

    private static SriovConfig Complete(SriovConfig sriov) => sriov with
    {
        VlanID = sriov.VlanID ?? 0,
        Mtu = sriov.Mtu ?? 0,
        MinTxRateMbps = sriov.MinTxRateMbps ?? 0,
        MaxTxRateMbps = sriov.MaxTxRateMbps ?? 0,
        RdmaIsolation = sriov.RdmaIsolation ?? false,
    };

    /// <summary>What the SpiderCoordinator should decide stays away; the original fixes these two for every network.</summary>
    private static CoordinatorSettings Complete(CoordinatorSettings settings) => CoordinatorRules.WithCidrs(settings) with
    {
        Mode = settings.Mode ?? CoordinatorMode.Auto,
        TunePodRoutes = settings.TunePodRoutes ?? true,
    };

    /// <summary>The original finds the networks of a pod by these labels.</summary>
    private static ObjectMeta WithInjectLabels(ObjectMeta metadata)
    {
        foreach (var key in NetworkInjection.Keys)
        {
            if (metadata.Annotation(key) is { } value && IsLabelValue(value)) metadata = metadata.WithLabel(key, value);
        }
        return metadata;
    }
}
