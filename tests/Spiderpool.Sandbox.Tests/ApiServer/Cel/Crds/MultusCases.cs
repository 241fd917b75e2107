namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>SpiderMultusConfig.</summary>
internal static class MultusCases
{
    private const string Kind = "SpiderMultusConfig";
    private const string Macvlan = """{ "cniType": "macvlan", "macvlan": { "master": ["eth0"] } }""";

    private static readonly (string Type, string Field, string Value)[] Types =
    [
        ("macvlan", "macvlan", """{ "master": ["eth0"] }"""),
        ("ipvlan", "ipvlan", """{ "master": ["eth0"] }"""),
        ("vlan", "vlan", """{ "master": ["eth0"] }"""),
        ("sriov", "sriov", """{ "resourceName": "intel.com/sriov" }"""),
        ("ovs", "ovs", """{ "bridge": "br1" }"""),
        ("ib-sriov", "ibsriov", """{ "resourceName": "mlnx.com/ib" }"""),
        ("ipoib", "ipoib", """{ "master": "ib0" }"""),
    ];

    public static IEnumerable<string> Accepted =>
    [
        .. Types.Select(type => $$"""{ "cniType": "{{type.Type}}", "{{type.Field}}": {{type.Value}} }"""),
        "{}",
        """{ "customCNI": "{}" }""",
        """{ "cniType": "vlan", "vlan": { "master": ["eth0"], "vlanMode": "auto" } }""",
        """{ "cniType": "vlan", "vlan": { "master": ["eth0"], "vlanID": 100 } }""",
        """{ "cniType": "macvlan", "macvlan": { "master": ["eth0", "eth1"], "bond": { "name": "bond0", "mode": 1 } } }""",
        """{ "cniType": "sriov", "sriov": { "resourceName": "r", "minTxRateMbps": 5, "maxTxRateMbps": 5 } }""",
        """{ "cniType": "sriov", "sriov": { "resourceName": "r", "ippools": { "matchMasterSubnet": true } } }""",
        """{ "cniType": "ovs", "ovs": { "bridge": "br1", "trunk": [ { "minID": 1, "maxID": 1 }, { "id": 5 }, { "minID": 7 } ] } }""",
    ];

    public static IEnumerable<RuleCase> All =>
    [
        .. Types.SelectMany(type => new RuleCase[]
        {
            new(Kind, "{}", $$"""{ "cniType": "{{type.Type}}" }""", "spec", $"spec.{type.Field} goes with cniType {type.Type}"),
            new(Kind, "{}", $$"""{ "{{type.Field}}": {{type.Value}} }""", "spec", $"spec.{type.Field} goes with cniType {type.Type}"),
        }),
        new(Kind, Macvlan, """{ "customCNI": "{}" }""", "spec", "spec.customCNI goes with cniType custom"),
        .. new[] { "macvlan", "ipvlan", "vlan" }.SelectMany(Masters),
        new(Kind, """{ "cniType": "vlan", "vlan": { "master": ["eth0"] } }""", """{ "vlan": { "vlanMode": "auto", "vlanID": 5 } }""",
            "spec.vlan", "vlanID is not given with vlanMode auto"),
        .. Rates,
        .. Trunks,
        .. OtherCases.Routes(Kind, Macvlan, "spec.coordinator", change => $$"""{ "coordinator": {{change}} }"""),
    ];

    private static IEnumerable<RuleCase> Rates =>
        new[] { """{ "minTxRateMbps": 10 }""", """{ "minTxRateMbps": 10, "maxTxRateMbps": 9 }""" }.Select(change => new RuleCase(
            Kind, """{ "cniType": "sriov", "sriov": { "resourceName": "r" } }""", $$"""{ "sriov": {{change}} }""", "spec.sriov",
            "minTxRateMbps must not be more than maxTxRateMbps"));

    private static IEnumerable<RuleCase> Trunks =>
        new[] { """{ "maxID": 5 }""", """{ "minID": 6, "maxID": 5 }""" }.Select(trunk => new RuleCase(
            Kind, """{ "cniType": "ovs", "ovs": { "bridge": "br1" } }""", $$"""{ "ovs": { "trunk": [ { "id": 1 }, {{trunk}} ] } }""",
            "spec.ovs.trunk[1]", "maxID needs minID, and must not be less"));

    private static IEnumerable<RuleCase> Masters(string type)
    {
        var spec = $$"""{ "cniType": "{{type}}", "{{type}}": { "master": ["eth0"] } }""";
        return
        [
            new(Kind, spec, $$"""{ "{{type}}": { "master": ["eth0", "eth1"] } }""", $"spec.{type}", "two or more interfaces"),
            new(Kind, spec, $$"""{ "{{type}}": { "ippools": { "matchMasterSubnet": true } } }""", $"spec.{type}",
                "matchMasterSubnet is for type sriov only"),
        ];
    }
}
