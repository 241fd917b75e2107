namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>What SpiderIPPool and SpiderSubnet have in common, and the rest of the pool.</summary>
internal static class PoolCases
{
    private const string IPv4 = """
        { "subnet": "10.20.0.0/16", "ips": ["10.20.0.10-10.20.0.20"], "excludeIPs": ["10.20.0.11"], "gateway": "10.20.0.1",
          "routes": [ { "dst": "10.99.0.0/16", "gw": "10.20.0.2" } ] }
        """;

    private const string IPv6 = """
        { "subnet": "fd00:20::/64", "ips": ["fd00:20::10-fd00:20::20"], "excludeIPs": ["fd00:20::11"], "gateway": "fd00:20::1",
          "routes": [ { "dst": "fd00:99::/64", "gw": "fd00:20::2" } ] }
        """;

    public static IEnumerable<RuleCase> All => Common("SpiderIPPool").Concat(Common("SpiderSubnet")).Concat(Affinity);

    public static IEnumerable<string> Accepted =>
    [
        IPv4, IPv6,
        """{ "subnet": "0.0.0.0/0", "ips": ["0.0.0.0-255.255.255.255"] }""",
        """{ "subnet": "10.20.0.1/32", "ips": ["10.20.0.1"], "gateway": "10.20.0.1" }""",
        """{ "subnet": "255.255.255.254/31", "ipVersion": 4, "ips": ["255.255.255.254-255.255.255.255"] }""",
        """{ "subnet": "::/0", "ipVersion": 6, "ips": [] }""",
        """{ "subnet": "10.20.0.0/16", "routes": [] }""",
    ];

    private static IEnumerable<RuleCase> Common(string kind) =>
    [
        .. Texts(kind),
        new(kind, IPv4, """{ "ipVersion": 6 }""", "spec", "ipVersion must be the family of subnet"),
        new(kind, IPv6, """{ "ipVersion": 4 }""", "spec", "ipVersion must be the family of subnet"),
        new(kind, """{ "subnet": "10.20.0.0/16" }""", """{ "subnet": "10.20.0.1/16" }""", "spec", "subnet has host bits set"),
        new(kind, """{ "subnet": "10.20.0.0/16" }""", """{ "subnet": "10.20.255.128/24" }""", "spec", "subnet has host bits set"),
        new(kind, IPv4, """{ "gateway": "fd00:20::1" }""", "spec", "gateway must be of the family of subnet"),
        new(kind, IPv6, """{ "gateway": "10.20.0.1" }""", "spec", "gateway must be of the family of subnet"),
        new(kind, IPv4, """{ "gateway": "10.21.0.1" }""", "spec", "gateway must be inside subnet"),
        new(kind, IPv4, """{ "gateway": "10.19.255.255" }""", "spec", "gateway must be inside subnet"),
        new(kind, IPv4, """{ "ips": ["10.20.0.5", "fd00:20::5"] }""", "spec", "each range of ips must be of the family"),
        new(kind, IPv6, """{ "ips": ["10.20.0.5"] }""", "spec", "each range of ips must be of the family"),
        new(kind, IPv4, """{ "ips": ["10.20.0.9-10.20.0.5"] }""", "spec", "each range of ips must lie inside subnet"),
        new(kind, IPv4, """{ "ips": ["10.20.0.9-10.21.0.5"] }""", "spec", "each range of ips must lie inside subnet"),
        new(kind, IPv4, """{ "ips": ["10.20.0.9", "10.19.255.255"] }""", "spec", "each range of ips must lie inside subnet"),
        new(kind, IPv4, """{ "excludeIPs": ["fd00:20::5"] }""", "spec", "each range of excludeIPs must be of the family"),
        new(kind, IPv4, """{ "excludeIPs": ["10.21.0.0"] }""", "spec", "each range of excludeIPs must lie inside subnet"),
        new(kind, IPv4, """{ "routes": [ { "dst": "fd00:99::/64", "gw": "fd00:20::2" } ] }""", "spec",
            "the gw of each route must be of the family of subnet"),
        new(kind, IPv4, """{ "routes": [ { "dst": "10.99.0.0/16", "gw": "10.21.0.2" } ] }""", "spec",
            "the gw of each route must be inside subnet"),
        new(kind, IPv4, """{ "routes": [ { "dst": "fd00:99::/64", "gw": "10.20.0.2" } ] }""", "spec.routes[0]",
            "dst and gw must be of the same address family"),
        new(kind, IPv4, """{ "routes": [ { "dst": "10.99.0.0/16", "gw": "10.20.0.2" }, { "dst": "0.0.0.0/0", "gw": "10.20.0.2" } ] }""",
            "spec.routes[1].dst", "a default route is not set here"),
        new(kind, """{ "subnet": "10.20.0.0/16", "ipVersion": 4 }""", """{ "subnet": "10.21.0.0/16" }""", "spec.subnet",
            "subnet cannot be changed", IsUpdate: true),
    ];

    /// <summary>Texts that the pattern of the field lets pass, but not its rule.</summary>
    private static IEnumerable<RuleCase> Texts(string kind) =>
    [
        new(kind, """{ "subnet": "10.20.0.0/16" }""", """{ "subnet": "10.20.0.0/99" }""", "spec.subnet", "must be a CIDR"),
        new(kind, """{ "subnet": "10.20.0.0/16" }""", """{ "subnet": "::1:2:3:4:5:6:7:8:9/64" }""", "spec.subnet", "must be a CIDR"),
        new(kind, IPv4, """{ "gateway": "10.20.0" }""", "spec.gateway", "must be a plain address"),
        new(kind, IPv6, """{ "gateway": "fd00:20::10000" }""", "spec.gateway", "must be a plain address"),
        new(kind, IPv4, """{ "ips": ["10.20.0.1", "10.20.0"] }""", "spec.ips[1]", "must be an address like 10.20.0.5 or a range"),
        new(kind, IPv4, """{ "excludeIPs": ["10.20.0.1-10.20"] }""", "spec.excludeIPs[0]", "must be an address like 10.20.0.5"),
        new(kind, IPv4, """{ "routes": [ { "dst": "10.99.0/16", "gw": "10.20.0.2" } ] }""", "spec.routes[0].dst", "must be a CIDR"),
        new(kind, IPv4, """{ "routes": [ { "dst": "10.99.0.0/16", "gw": "10.20.0" } ] }""", "spec.routes[0].gw",
            "must be a plain address"),
    ];

    private static IEnumerable<RuleCase> Affinity =>
    [
        new("SpiderIPPool", IPv4, """{ "podAffinity": {} }""", "spec.podAffinity", "an empty podAffinity"),
        new("SpiderIPPool", IPv4, """{ "podAffinity": { "matchLabels": {}, "matchExpressions": [] } }""", "spec.podAffinity",
            "an empty podAffinity"),
        new("SpiderIPPool", IPv4, """{ "podAffinity": { "matchExpressions": [ { "key": "a", "operator": "In" } ] } }""",
            "spec.podAffinity.matchExpressions[0]", "In and NotIn need values"),
        new("SpiderIPPool", IPv4,
            """{ "podAffinity": { "matchExpressions": [ { "key": "a", "operator": "Exists", "values": ["b"] } ] } }""",
            "spec.podAffinity.matchExpressions[0]", "In and NotIn need values"),
    ];
}
