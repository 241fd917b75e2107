using System.Text.RegularExpressions;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Coordinators;

/// <summary>
/// Asks the API server for its Service ranges where nothing publishes them (managed clouds, k3s): a dry run of a Service with an
/// address that no cluster can have (RFC 5737, RFC 3849) is refused with the range in the message. A dry run changes
/// nothing; old servers (1.20) take any address in one, and tell nothing.
/// </summary>
internal sealed partial class ServiceRangeProbe(KubernetesClient client)
{
    private const string Path = "/api/v1/namespaces/default/services?dryRun=All";

    /// <returns>One range of each family at most; empty when the server does not say.</returns>
    public async Task<IReadOnlyList<string>> AskAsync(CancellationToken cancellationToken)
    {
        var ipv4 = await AskAsync("192.0.2.1", "IPv4", cancellationToken);
        var ipv6 = await AskAsync("2001:db8::1", "IPv6", cancellationToken);
        return CidrFinding.Canonical([.. ipv4, .. ipv6]);
    }

    /// <summary>The ranges that a refusal names.</summary>
    public static IReadOnlyList<string> RangesIn(string message) =>
        CidrFinding.Canonical(Range().Matches(message).Select(match => match.Groups[1].Value));

    private async Task<IReadOnlyList<string>> AskAsync(string address, string family, CancellationToken cancellationToken)
    {
        var manifest = $$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"generateName":"spiderpool-probe-"},
             "spec":{"ports":[{"port":1}],"clusterIP":"{{{address}}}","ipFamilies":["{{{family}}}"]}}
            """;
        try
        {
            await client.CreateFromManifestAsync(Path, manifest, cancellationToken);
            return [];
        }
        catch (KubernetesApiException e)
        {
            return RangesIn(e.Message);
        }
    }

    [GeneratedRegex("range of valid IPs is ([0-9a-fA-F.:]+/[0-9]+)")]
    private static partial Regex Range();
}
