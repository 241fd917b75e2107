using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Which writes a webhook wants to see. <c>*</c> stands for all.</summary>
/// <param name="Resources">
/// <c>pods</c>, <c>pods/status</c>, <c>pods/*</c>, <c>*/status</c>, <c>*</c> (without subresources), <c>*/*</c>.
/// </param>
/// <param name="Scope">Cluster, Namespaced or *.</param>
internal sealed record WebhookRule(
    ImmutableArray<string> Operations,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Versions,
    ImmutableArray<string> Resources,
    string Scope)
{
    public static WebhookRule From(JsonNode? rule) => new([.. rule.Texts("operations")], [.. rule.Texts("apiGroups")],
        [.. rule.Texts("apiVersions")], [.. rule.Texts("resources")], rule.Text("scope") ?? "*");

    public bool Matches(ResourceDefinition resource, string subresource, string operation) =>
        Has(Operations, operation) && Has(Groups, resource.Group) && Has(Versions, resource.Version)
        && (Scope == "*" || Scope == (resource.Namespaced ? "Namespaced" : "Cluster"))
        && Resources.Any(pattern => Matches(pattern, resource.Plural, subresource));

    private static bool Matches(string pattern, string plural, string subresource)
    {
        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        var (wantedPlural, wantedSubresource) = slash < 0 ? (pattern, "") : (pattern[..slash], pattern[(slash + 1)..]);
        return (wantedPlural == "*" || wantedPlural == plural) && (wantedSubresource == "*" || wantedSubresource == subresource);
    }

    private static bool Has(ImmutableArray<string> wanted, string value) => wanted.Contains("*") || wanted.Contains(value);
}
