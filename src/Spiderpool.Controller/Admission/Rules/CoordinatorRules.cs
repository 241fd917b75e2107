using System.Text.RegularExpressions;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>SpiderCoordinator, and the same settings inside a SpiderMultusConfig (spec/crds.md 7.1).</summary>
internal sealed partial class CoordinatorRules : IResourceRules<SpiderCoordinator>
{
    private static readonly string[] Modes =
        [CoordinatorMode.Auto, CoordinatorMode.Underlay, CoordinatorMode.Overlay, CoordinatorMode.Disabled, CoordinatorMode.Disable];

    private static readonly string[] PodCidrTypes = ["auto", "cluster", "calico", "cilium", "none"];

    public SpiderCoordinator Mutate(SpiderCoordinator coordinator)
    {
        if (coordinator.Metadata.IsTerminating) return coordinator;
        var spec = coordinator.Spec;
        return coordinator with
        {
            Spec = (SpiderCoordinatorSpec)WithCidrs(spec) with
            {
                Mode = spec.Mode ?? CoordinatorMode.Auto,
                PodCIDRType = spec.PodCIDRType ?? "none",
                TunePodRoutes = spec.TunePodRoutes ?? true,
                HostRuleTable = spec.HostRuleTable ?? 500,
                PodRPFilter = spec.PodRPFilter ?? 0,
                TxQueueLen = spec.TxQueueLen ?? 0,
                VethLinkAddress = spec.VethLinkAddress ?? "",
                VethMTU = spec.VethMTU ?? 1500,
            },
        };
    }

    /// <summary>The settings with a CIDR wherever a plain address stood.</summary>
    public static CoordinatorSettings WithCidrs(CoordinatorSettings settings) => settings with
    {
        HijackCIDR = settings.HijackCIDR is null ? null : [.. settings.HijackCIDR.Select(ToCidr)],
        PolicyRoutes = settings.PolicyRoutes is null
            ? null
            : [.. settings.PolicyRoutes.Select(route => route with { Dst = ToCidr(route.Dst) })],
    };

    public void Validate(SpiderCoordinator coordinator, SpiderCoordinator? old, FieldErrors errors)
    {
        if (MetadataRules.RefuseChangeOfTerminating(coordinator, old, errors)) return;
        if (coordinator.Spec.PodCIDRType is null) errors.Required("spec.podCIDRType", string.Join(", ", PodCidrTypes));
        Validate(coordinator.Spec, "spec", errors);
        Cidrs(coordinator.Spec.PodCIDRs, "spec.podCIDRs", errors);
        Cidrs(coordinator.Spec.ServiceCIDRs, "spec.serviceCIDRs", errors);
    }

    public static void Validate(CoordinatorSettings settings, string path, FieldErrors errors)
    {
        if (settings.Mode is { } mode && !Modes.Contains(mode)) errors.NotSupported($"{path}.mode", mode, Modes);
        if (settings.PodCIDRType is { } type && !PodCidrTypes.Contains(type))
            errors.NotSupported($"{path}.podCIDRType", type, PodCidrTypes);
        Cidrs(settings.HijackCIDR, $"{path}.hijackCIDR", errors);
        for (var i = 0; i < (settings.PolicyRoutes?.Count ?? 0); i++)
            PolicyRoute(settings.PolicyRoutes![i], $"{path}.policyRoutes[{i}]", errors);
        if (settings.PodMACPrefix is { Length: > 0 } mac && !MacPrefix().IsMatch(mac))
            errors.Invalid($"{path}.podMACPrefix", mac, "must be two bytes such as 0a:1b, the lowest bit of the first one 0 (unicast)");
        if (settings.PodRPFilter > 2)
            errors.Invalid($"{path}.podRPFilter", settings.PodRPFilter.ToString(), "must be 0, 1, 2, or negative to leave it alone");
        if (settings.TxQueueLen < 0) errors.Invalid($"{path}.txQueueLen", settings.TxQueueLen.ToString(), "must not be negative");
        if (settings.HostRuleTable is < 1 or > uint.MaxValue)
            errors.Invalid($"{path}.hostRuleTable", settings.HostRuleTable.ToString(), "must be a routing table, 1 to 4294967295");
        if (settings.VethLinkAddress is { Length: > 0 } address && !Address.TryParse(address, out _))
            errors.Invalid($"{path}.vethLinkAddress", address, "must be an IP address");
        if (settings.VethMTU <= 0) errors.Invalid($"{path}.vethMTU", settings.VethMTU.ToString(), "must be greater than 0");
    }

    private static void Cidrs(IReadOnlyList<string>? items, string path, FieldErrors errors)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (!Prefix.TryParse(ToCidr(items![i]), out _)) errors.Invalid($"{path}[{i}]", items[i], "must be an IP address or a CIDR");
        }
    }

    private static void PolicyRoute(PoolRoute route, string path, FieldErrors errors)
    {
        if (!Prefix.TryParse(ToCidr(route.Dst), out var destination))
            errors.Invalid($"{path}.dst", route.Dst, "must be an IP address or a CIDR");
        else if (!Address.TryParse(route.Gw, out var gateway) || gateway.Family != destination.Family)
            errors.Invalid($"{path}.gw", route.Gw, $"must be an {destination.Family} address");
    }

    private static string ToCidr(string text) => Address.TryParse(text, out var address) ? Prefix.Host(address).ToString() : text;

    [GeneratedRegex("^[0-9a-fA-F][02468aceACE]:[0-9a-fA-F]{2}$")]
    private static partial Regex MacPrefix();
}
