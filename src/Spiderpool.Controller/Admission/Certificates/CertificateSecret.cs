using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Admission.Certificates;

/// <summary>
/// The Secret that all replicas serve from. Whoever finds it missing, worn or unreadable writes it; of two writers the API
/// server takes one, and the other takes over what that one wrote.
/// </summary>
internal sealed class CertificateSecret(KubernetesClient client, ControllerOptions options, TimeProvider time)
{
    private const string AuthorityName = "ca.crt", AuthorityKeyName = "ca.key", CertificateName = "tls.crt", KeyName = "tls.key";

    private IReadOnlyList<string> DnsNames { get; } =
    [
        $"{options.DeploymentName}.{options.PodNamespace}.svc",
        $"{options.DeploymentName}.{options.PodNamespace}.svc.cluster.local",
        "localhost",
    ];

    private string SecretName => NameOf(options.DeploymentName);

    /// <summary>Name of the Secret of a Deployment's certificates.</summary>
    public static string NameOf(string deployment) => $"{deployment}-server-certs";

    /// <summary>The bundle to use now, made or rotated if need be.</summary>
    public async Task<CertificateBundle> EnsureAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await client.TryGetAsync<Secret>(options.PodNamespace, SecretName, cancellationToken);
            var present = stored is null ? null : Read(stored);
            var wanted = present?.Rotated(DnsNames, time.GetUtcNow()) ?? CertificateBundle.Create(DnsNames, time.GetUtcNow());
            if (wanted == present) return wanted;
            try
            {
                await (stored is null
                    ? client.CreateAsync(Written(wanted, null), cancellationToken)
                    : client.ReplaceAsync(Written(wanted, stored), cancellationToken));
                return wanted;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists)
            {
                // Another replica was first.
            }
        }
    }

    private Secret Written(CertificateBundle bundle, Secret? stored) => (stored ?? new Secret
    {
        Metadata = new ObjectMeta { Namespace = options.PodNamespace, Name = SecretName },
        Type = "kubernetes.io/tls",
    }) with
    {
        Data = new Dictionary<string, byte[]>
        {
            [AuthorityName] = bundle.AuthorityBytes,
            [AuthorityKeyName] = Encoding.ASCII.GetBytes(bundle.AuthorityKey!),
            [CertificateName] = Encoding.ASCII.GetBytes(bundle.Certificate),
            [KeyName] = Encoding.ASCII.GetBytes(bundle.Key),
        },
    };

    /// <summary>Null when a part is missing or cannot be used.</summary>
    private static CertificateBundle? Read(Secret secret)
    {
        var data = secret.Data ?? new Dictionary<string, byte[]>();
        string? Text(string name) => data.TryGetValue(name, out var bytes) ? Encoding.ASCII.GetString(bytes) : null;
        if (Text(AuthorityName) is not { } authorities || Text(CertificateName) is not { } certificate || Text(KeyName) is not { } key)
            return null;
        var bundle = new CertificateBundle(authorities, Text(AuthorityKeyName), certificate, key);
        try
        {
            bundle.ToServing().Dispose();
            return bundle;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
