using Spiderpool.Addressing;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Protocol;

/// <summary>Reads a result of any supported version: the newer shapes only add keys, the older ones a "version" per address.</summary>
internal static class CniResultReader
{
    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    public static CniResult Read(WireObject result)
    {
        var interfaces = Each(result.Objects("interfaces"), ReadInterface);
        var ips = Each(result.Objects("ips"), item => ReadAddress(item, interfaces.Count));
        return new CniResult
        {
            Interfaces = interfaces,
            Ips = ips,
            Routes = Each(result.Objects("routes"), ReadRoute),
            Dns = result.Object("dns") is { } dns ? ReadDns(dns) : CniDns.None,
        };
    }

    private static List<T> Each<T>(IReadOnlyList<WireObject>? items, Func<WireObject, T> read)
    {
        var list = new List<T>(items?.Count ?? 0);
        foreach (var item in items ?? []) list.Add(read(item));
        return list;
    }

    private static CniInterface ReadInterface(WireObject item) => new()
    {
        Name = item.Text("name") ?? throw item.Invalid("name", "the name of an interface"),
        Mac = item.Text("mac"),
        Sandbox = item.Text("sandbox"),
        Mtu = item.Number("mtu", 0),
        SocketPath = item.Text("socketPath"),
        PciId = item.Text("pciID"),
    };

    private static CniAddress ReadAddress(WireObject item, int interfaces)
    {
        var address = PrefixOf(item, "address");
        if (item.Text("version") is { } version && version != (address.Address.IsIPv4 ? "4" : "6"))
            throw item.Invalid("version", "the family of the address beside it: \"4\" or \"6\"");
        var index = item.Number("interface", -1);
        if (index >= interfaces) throw item.Invalid("interface", $"an index of \"interfaces\", which has {interfaces}");
        return new CniAddress(address, AddressOf(item, "gateway"), index is -1 ? null : index);
    }

    private static CniRoute ReadRoute(WireObject item) => new()
    {
        Destination = PrefixOf(item, "dst"),
        Gateway = AddressOf(item, "gw"),
        Mtu = item.Number("mtu", 0),
        AdvMss = item.Number("advmss", 0),
        Priority = item.Number("priority", 0),
        Table = item.Number("table", 0),
        Scope = item.Number("scope", 0),
    };

    private static CniDns ReadDns(WireObject item) => new()
    {
        Domain = item.Text("domain"),
        Nameservers = item.Texts("nameservers") ?? [],
        Search = item.Texts("search") ?? [],
        Options = item.Texts("options") ?? [],
    };

    private static Prefix PrefixOf(WireObject item, string key) => item.Text(key) is { } text && Prefix.TryParse(text, out var prefix)
        ? prefix
        : throw item.Invalid(key, "an address with prefix length");

    private static Address? AddressOf(WireObject item, string key)
    {
        if (item.Text(key) is not { Length: > 0 } text) return null;
        return Address.TryParse(text, out var address) ? address : throw item.Invalid(key, "an IP address");
    }
}
