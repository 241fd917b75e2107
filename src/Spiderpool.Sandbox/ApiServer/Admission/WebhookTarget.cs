using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Where a webhook is and whom it has to be signed by.</summary>
/// <param name="Url">Of a service: <c>https://NAME.NAMESPACE.svc:PORT/PATH</c>.</param>
/// <param name="Service">Set when the address of the service has to be looked up.</param>
/// <param name="Authority">PEM certificates; empty for those that the system trusts.</param>
internal sealed record WebhookTarget(Uri Url, WebhookService? Service, string Authority)
{
    /// <returns>Null when the configuration cannot be used, which the checks on its way into the store exclude.</returns>
    public static WebhookTarget? From(JsonObject? client)
    {
        if (!TryReadAuthority(client.Text("caBundle") ?? "", out var authority))
            return null;
        if (client.Object("service") is { } given)
        {
            var service = new WebhookService(
                given.Text("namespace") ?? "", given.Text("name") ?? "", (int)(given.Integer("port") ?? 443));
            var url = new UriBuilder("https", $"{service.Name}.{service.Namespace}.svc", service.Port, given.Text("path") ?? "");
            return new WebhookTarget(url.Uri, service, authority);
        }

        return Uri.TryCreate(client.Text("url"), UriKind.Absolute, out var address) && address.Scheme == "https"
            ? new WebhookTarget(address, null, authority) : null;
    }

    /// <param name="bundle">PEM in base64; empty for none.</param>
    public static bool TryReadAuthority(string bundle, out string authority)
    {
        var bytes = new byte[bundle.Length];
        authority = Convert.TryFromBase64String(bundle, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        if (bundle.Length == 0)
            return true;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(authority);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
