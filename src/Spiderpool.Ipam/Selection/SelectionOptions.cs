namespace Spiderpool.Ipam.Selection;

/// <summary>Settings of the installation that selection depends on (spec/ipam.md 12.1).</summary>
public sealed record SelectionOptions
{
    public bool EnableIPv4 { get; init; }

    public bool EnableIPv6 { get; init; }

    public bool EnableSpiderSubnet { get; init; }

    public bool EnableAutoPoolForApplication { get; init; }

    /// <summary>Namespace of entries of multusName that have none.</summary>
    public string InstallNamespace { get; init; } = "";

    /// <summary>NetworkAttachmentDefinition of the first interface, <c>namespace/name</c>; empty for none.</summary>
    public string ClusterNetwork { get; init; } = "";
}
