namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>SpiderReservedIP and SpiderCoordinator.</summary>
internal static class OtherCases
{
    private const string Reserved = """{ "ips": ["10.20.0.5", "10.20.0.7-10.20.0.9"] }""";
    private const string Coordinator = """{ "policyRoutes": [ { "dst": "10.99.0.0/16", "gw": "10.20.0.1" } ] }""";

    public static IEnumerable<string> AcceptedReservations =>
        [Reserved, """{ "ips": ["fd00::5"], "ipVersion": 6 }""", """{ "ipVersion": 4 }""", """{ "ipVersion": 4, "ips": [] }"""];

    public static IEnumerable<string> AcceptedCoordinators =>
        [Coordinator, "{}", """{ "hijackCIDR": ["169.254.20.10", "fd00::/8"], "podCIDRs": ["10.0.0.0/8"], "serviceCIDRs": ["::/0"] }"""];

    public static IEnumerable<RuleCase> All =>
    [
        new("SpiderReservedIP", Reserved, """{ "ips": null }""", "spec", "ips is empty"),
        new("SpiderReservedIP", Reserved, """{ "ips": [] }""", "spec", "ips is empty"),
        new("SpiderReservedIP", Reserved, """{ "ips": ["10.20.0.5", "fd00::5"] }""", "spec", "ips mixes address families"),
        new("SpiderReservedIP", Reserved, """{ "ipVersion": 6 }""", "spec", "ipVersion must be the family of ips"),
        new("SpiderReservedIP", Reserved, """{ "ips": ["10.20.0.256"] }""", "spec.ips[0]", "must be an address like 10.20.0.5"),
        new("SpiderReservedIP", """{ "ipVersion": 4 }""", """{ "ipVersion": 6 }""", "spec.ipVersion", "ipVersion cannot be changed",
            IsUpdate: true),
        .. Routes("SpiderCoordinator", Coordinator, "spec", change => change),
        .. Cidrs("podCIDRs"),
        .. Cidrs("serviceCIDRs"),
    ];

    /// <summary>The rules that the coordinator of a SpiderMultusConfig has too.</summary>
    public static IEnumerable<RuleCase> Routes(string kind, string spec, string path, Func<string, string> nest) =>
    [
        new(kind, spec, nest("""{ "hijackCIDR": ["10.0.0.0/8", "10.0.0.0/33"] }"""), $"{path}.hijackCIDR[1]",
            "must be an address or a CIDR"),
        new(kind, spec, nest("""{ "policyRoutes": [ { "dst": "10.99.0", "gw": "10.20.0.1" } ] }"""), $"{path}.policyRoutes[0].dst",
            "must be an address or a CIDR"),
        new(kind, spec, nest("""{ "policyRoutes": [ { "dst": "10.99.0.1", "gw": "10.20.0" } ] }"""), $"{path}.policyRoutes[0].gw",
            "must be a plain address"),
        new(kind, spec, nest("""{ "policyRoutes": [ { "dst": "10.99.0.1", "gw": "fd00::1" } ] }"""), $"{path}.policyRoutes[0]",
            "dst and gw must be of the same address family"),
    ];

    private static IEnumerable<RuleCase> Cidrs(string field) =>
        [new("SpiderCoordinator", Coordinator, $$"""{ "{{field}}": ["10.0.0.0/8", "10.0.0/8"] }""", $"spec.{field}[1]", "must be a CIDR")];
}
