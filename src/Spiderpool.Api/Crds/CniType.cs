namespace Spiderpool.Api.Crds;

/// <summary>Values of <see cref="SpiderMultusConfigSpec.CniType"/>.</summary>
public static class CniType
{
    public const string Macvlan = "macvlan";

    public const string Ipvlan = "ipvlan";

    public const string Vlan = "vlan";

    public const string Sriov = "sriov";

    public const string Ovs = "ovs";

    public const string IbSriov = "ib-sriov";

    public const string Ipoib = "ipoib";

    public const string Custom = "custom";
}
