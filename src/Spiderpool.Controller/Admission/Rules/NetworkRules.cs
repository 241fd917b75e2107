using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>What pools and subnets have in common: family, subnet, gateway, routes (spec/crds.md 3.4 and 4.3).</summary>
internal sealed class NetworkRules(ControllerOptions options)
{
    /// <summary>4 or 6 by the subnet; null when it cannot be read.</summary>
    public static int? VersionOf(string subnet) =>
        Prefix.TryParse(subnet, out var prefix) ? prefix.Family == IPFamily.IPv4 ? 4 : 6 : null;

    /// <returns>The subnet, or null with errors.</returns>
    public Prefix? Subnet(int? version, string subnet, FieldErrors errors)
    {
        if (!Prefix.TryParse(subnet, out var prefix))
        {
            errors.Invalid("spec.subnet", subnet, "must be a CIDR, such as 10.1.0.0/16 or fd00::/64");
            return null;
        }
        if (!prefix.IsCanonical)
        {
            errors.Invalid("spec.subnet", subnet, $"has host bits; write {prefix.Network}");
            return null;
        }
        if (version is not (null or 4 or 6)) errors.NotSupported("spec.ipVersion", version.ToString(), "4", "6");
        else if (version is { } v && v != VersionOf(subnet))
            errors.Invalid("spec.ipVersion", v.ToString(), $"{prefix} is of the other version");
        RequireEnabled(prefix.Family, errors);
        return prefix;
    }

    public void RequireEnabled(IPFamily family, FieldErrors errors)
    {
        if (family == IPFamily.IPv4 ? options.EnableIPv4 : options.EnableIPv6) return;
        errors.Forbidden("spec.ipVersion", $"{family} is disabled; set enable{family} in the configuration");
    }

    public static void Gateway(string? gateway, Prefix subnet, RangeSet usable, FieldErrors errors)
    {
        if (gateway is null) return;
        if (!Address.TryParse(gateway, out var address)) errors.Invalid("spec.gateway", gateway, "must be an IP address");
        else if (!subnet.Contains(address)) errors.Invalid("spec.gateway", gateway, $"must be inside spec.subnet {subnet}");
        else if (usable.Contains(address))
            errors.Invalid("spec.gateway", gateway, "would be given to a pod; add it to spec.excludeIPs");
    }

    public static void Routes(IReadOnlyList<PoolRoute>? routes, Prefix subnet, FieldErrors errors)
    {
        var seen = new HashSet<Prefix>();
        for (var i = 0; i < (routes?.Count ?? 0); i++)
        {
            var (route, place) = (routes![i], $"spec.routes[{i}]");
            if (!Prefix.TryParse(route.Dst, out var destination) || destination.Family != subnet.Family)
                errors.Invalid($"{place}.dst", route.Dst, $"must be an {subnet.Family} CIDR");
            else if (destination.Length == 0) errors.Invalid($"{place}.dst", route.Dst, "is the default route; set spec.gateway instead");
            else if (!seen.Add(destination.Network)) errors.Duplicate($"{place}.dst", route.Dst);
            if (!Address.TryParse(route.Gw, out var gateway) || !subnet.Contains(gateway))
                errors.Invalid($"{place}.gw", route.Gw, $"must be an address inside spec.subnet {subnet}");
        }
    }

    /// <summary>Family and subnet of an object never change.</summary>
    public static void Immutable(int? version, int? oldVersion, string subnet, string oldSubnet, FieldErrors errors)
    {
        if (version != oldVersion) errors.Forbidden("spec.ipVersion", "is immutable");
        if (subnet != oldSubnet) errors.Forbidden("spec.subnet", "is immutable");
    }
}
