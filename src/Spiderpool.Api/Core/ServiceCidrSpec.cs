using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record ServiceCidrSpec
{
    /// <summary>One of each family at most.</summary>
    public IReadOnlyList<string>? Cidrs { get; init; }

    /// <summary>The first v1alpha1 (Kubernetes 1.29) has a field for each family instead.</summary>
    public string? Ipv4 { get; init; }

    /// <inheritdoc cref="Ipv4"/>
    public string? Ipv6 { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
