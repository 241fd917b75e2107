using System.Text.Json;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>Asks the API server which resources it serves, for kinds that a cluster may not have.</summary>
internal static class ApiDiscovery
{
    /// <summary>Resources of a group's version, without subresources; empty when the server has no such group or version.</summary>
    /// <param name="client">The server.</param>
    /// <param name="apiVersion"><c>v1</c> or <c>group/version</c>.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    /// <exception cref="KubernetesApiException">Nobody can tell.</exception>
    public static async Task<IReadOnlyList<(string Plural, string Kind)>> ResourcesOfAsync(
        KubernetesClient client, string apiVersion, CancellationToken cancellationToken)
    {
        var path = apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
        try
        {
            using var document = JsonDocument.Parse(await client.GetTextAsync(path, cancellationToken));
            return [.. document.RootElement.GetProperty("resources").EnumerateArray()
                .Select(resource => (resource.GetProperty("name").GetString() ?? "", resource.GetProperty("kind").GetString() ?? ""))
                .Where(resource => !resource.Item1.Contains('/', StringComparison.Ordinal))];
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return [];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new KubernetesApiException($"discovery of {apiVersion}: the answer is no list of resources: {e.Message}", e);
        }
    }
}
