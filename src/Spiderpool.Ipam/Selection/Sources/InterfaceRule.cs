using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>What a source says of one interface, before pools are looked up.</summary>
internal sealed record InterfaceRule(string Nic, bool CleanGateway, IReadOnlyList<FamilyRule> Families)
{
    public bool IsUnnamed { get; init; }

    public int Index { get; init; }

    /// <summary>A rule with the families that name a pool, IPv4 first.</summary>
    public static InterfaceRule Of(string nic, bool cleanGateway, IReadOnlyList<string> ipv4, IReadOnlyList<string> ipv6)
    {
        var families = new List<FamilyRule>(2);
        if (ipv4.Count > 0) families.Add(new FamilyRule(IPFamily.IPv4, ipv4));
        if (ipv6.Count > 0) families.Add(new FamilyRule(IPFamily.IPv6, ipv6));
        return new InterfaceRule(nic, cleanGateway, families);
    }
}
