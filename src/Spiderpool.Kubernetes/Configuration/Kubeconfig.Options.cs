namespace Spiderpool.Kubernetes;

internal sealed partial class Kubeconfig
{
    private static readonly (string Key, string Instead)[] UnsupportedCredentials =
    [
        ("exec", "exec plugins are not supported; put a token, a tokenFile or a client certificate there"),
        ("auth-provider", "auth providers are not supported; put a token, a tokenFile or a client certificate there"),
        ("username", "the API server has no basic authentication any more; use a token or a client certificate"),
        ("as", "impersonation is not supported; use a service account of its own"),
    ];

    public KubernetesClientOptions ToOptions(string? contextName)
    {
        var name = contextName ?? _currentContext;
        if (name is not { Length: > 0 })
            throw new KubernetesConfigurationException($"{_files}: current-context is not set; set it or name a context");
        var context = Find(_contexts, "context", name);
        var cluster = Find(_clusters, "cluster", context.Text("cluster")
            ?? throw context.Error("cluster", "is missing; name one of the clusters"));
        var options = WithUser(FromCluster(cluster), context);
        return options.ClientCertificate is not null && options.ClientKey is null
            ? throw new KubernetesConfigurationException($"{_files}: context \"{name}\": client-certificate without client-key")
            : options;
    }

    private static KubernetesClientOptions FromCluster(KubeconfigEntry cluster)
    {
        var server = cluster.Text("server") ?? throw cluster.Error("server", "is missing; set the URL of the API server");
        return new KubernetesClientOptions
        {
            Server = ToUri(cluster, "server", server),
            CertificateAuthority = cluster.DataOrFile("certificate-authority"),
            InsecureSkipTlsVerify = cluster.Flag("insecure-skip-tls-verify"),
            TlsServerName = cluster.Text("tls-server-name"),
            Proxy = cluster.Text("proxy-url") is { Length: > 0 } proxy ? ToUri(cluster, "proxy-url", proxy) : null,
        };
    }

    private static Uri ToUri(KubeconfigEntry entry, string key, string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
            ? uri
            : throw entry.Error(key, $"\"{text}\" is no http or https URL");

    private KubernetesClientOptions WithUser(KubernetesClientOptions options, KubeconfigEntry context)
    {
        if (context.Text("user") is not { Length: > 0 } name)
            return options;
        var user = Find(_users, "user", name);
        foreach (var (key, instead) in UnsupportedCredentials)
        {
            if (user.Has(key))
                throw user.Error(key, instead);
        }

        return options with
        {
            Token = user.Text("token"),
            TokenFile = user.FilePath("tokenFile"),
            ClientCertificate = user.DataOrFile("client-certificate"),
            ClientKey = user.DataOrFile("client-key"),
        };
    }
}
