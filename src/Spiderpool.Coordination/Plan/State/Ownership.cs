namespace Spiderpool.Coordination.Plan;

/// <summary>How the coordinator knows again what it made, without a record of its own.</summary>
public static class Ownership
{
    /// <summary>Protocol of its routes and rules (RTPROT_*), as ip(8) shows it; the kernel and known daemons do not use it.</summary>
    public const byte Protocol = 83;

    /// <summary>Name of its nftables tables.</summary>
    public const string TableName = "spiderpool_coordinator";

    private const string AnyNetwork = "spiderpool/";

    // IFALIASZ less the NUL.
    private const int MaxAliasLength = 255;

    private const int MaxHostName = 11;

    /// <summary>Name of the host's end of a pod's veth pair (spec/cni.md 2, step 7).</summary>
    public static string HostVeth(string containerId) => $"veth{containerId[..Math.Min(containerId.Length, MaxHostName)]}";

    /// <summary>Description of the host's end, by which GC knows network and sandbox.</summary>
    public static string Alias(string network, string containerId)
    {
        var text = $"{AliasPrefix(network)}{containerId}";
        return text[..Math.Min(text.Length, MaxAliasLength)];
    }

    /// <summary>Whether a description is of a veth of that network.</summary>
    public static bool IsOfNetwork(string? alias, string network) =>
        alias?.StartsWith(AliasPrefix(network), StringComparison.Ordinal) ?? false;

    /// <summary>Whether a link is the host's end of a pair that the coordinator made.</summary>
    public static bool IsHostVeth(LinkState link) =>
        link.Kind == "veth" && (link.Alias?.StartsWith(AnyNetwork, StringComparison.Ordinal) ?? false);

    private static string AliasPrefix(string network) => $"{AnyNetwork}{network}/";
}
