using Spiderpool.Controller.Cluster;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Applications;

/// <summary>Asks the API server whether an application of any kind exists.</summary>
internal sealed class ApplicationLookup(KubernetesClient client)
{
    /// <returns>Its UID; null when there is none of the name, or no such kind.</returns>
    /// <exception cref="KubernetesApiException">Nobody can tell.</exception>
    public async Task<string?> UidOfAsync(ApplicationKey key, CancellationToken cancellationToken)
    {
        if (await PluralOfAsync(key.ApiVersion, key.Kind, cancellationToken) is not { } plural) return null;
        var found = await client.TryGetMetadataAsync(key.ApiVersion, plural, key.Namespace, key.Name, cancellationToken);
        return found?.Metadata.Uid;
    }

    /// <summary>Whether the API server has a kind.</summary>
    /// <exception cref="KubernetesApiException">Nobody can tell.</exception>
    public async Task<bool> IsServedAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        await PluralOfAsync(apiVersion, kind, cancellationToken) is not null;

    private async Task<string?> PluralOfAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        // It comes from labels, which anybody who may write pools can set.
        if (apiVersion.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '/'))) return null;
        var resources = await ApiDiscovery.ResourcesOfAsync(client, apiVersion, cancellationToken);
        return resources.FirstOrDefault(resource => resource.Kind == kind).Plural;
    }
}
