using System.Text;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes;

public sealed partial class KubernetesClient
{
    private static readonly ResourceDefinition NoResource = new("", "", "", "", IsNamespaced: false);

    /// <summary>What the API server says on a path that is no resource of a known type, such as <c>/metrics</c>.</summary>
    /// <param name="path">With its query, from the server's root.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    public Task<string> GetTextAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(
            new ApiCall(HttpMethod.Get, "get", NoResource) { RawPath = path, Accept = "*/*" }, null, ReadTextAsync, cancellationToken);

    /// <summary>Creates an object from its manifest, of a kind that need not have a type here.</summary>
    /// <param name="path">Collection, such as <c>/apis/apiextensions.k8s.io/v1/customresourcedefinitions</c>.</param>
    /// <param name="manifest">YAML, or JSON, which is YAML.</param>
    /// <param name="cancellationToken">Ends the call before its deadline.</param>
    /// <exception cref="KubernetesApiException">Also when it exists already (<c>IsAlreadyExists</c>).</exception>
    public async Task CreateFromManifestAsync(string path, string manifest, CancellationToken cancellationToken = default)
    {
        using var body = RequestBody.FromBytes(Encoding.UTF8.GetBytes(manifest), "application/yaml");
        await SendAsync(new ApiCall(HttpMethod.Post, "create", NoResource) { RawPath = path }, body, DrainAsync, cancellationToken);
    }

    private static async ValueTask<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ObjectReader.BufferAsync(response, cancellationToken);
        return Encoding.UTF8.GetString(body.Written);
    }
}
