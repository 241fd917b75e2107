using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 3.1.</summary>
public sealed record SpiderIPPoolSpec
{
    /// <summary>4 or 6; derived from <see cref="Subnet"/> when absent.</summary>
    public int? IpVersion { get; init; }

    /// <summary>Canonical CIDR; its prefix length is the one that pods get.</summary>
    public string Subnet { get; init => field = value ?? ""; } = "";

    /// <summary>Ranges to give out: <c>a</c> or <c>a-b</c>. A pool may have none.</summary>
    public IReadOnlyList<string>? Ips { get; init; }

    public IReadOnlyList<string>? ExcludeIPs { get; init; }

    /// <summary>Next hop of the default route; absent for no default route.</summary>
    public string? Gateway { get; init; }

    public IReadOnlyList<PoolRoute>? Routes { get; init; }

    public LabelSelector? PodAffinity { get; init; }

    public LabelSelector? NamespaceAffinity { get; init; }

    /// <summary>Exact names; takes precedence over <see cref="NamespaceAffinity"/>.</summary>
    public IReadOnlyList<string>? NamespaceName { get; init; }

    public LabelSelector? NodeAffinity { get; init; }

    /// <summary>Exact names; takes precedence over <see cref="NodeAffinity"/>.</summary>
    public IReadOnlyList<string>? NodeName { get; init; }

    /// <summary>NetworkAttachmentDefinitions that may use the pool: <c>namespace/name</c> or <c>name</c>.</summary>
    public IReadOnlyList<string>? MultusName { get; init; }

    public bool? Default { get; init; }

    public bool? Disable { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
