namespace Spiderpool.Kubernetes;

/// <summary>How to reach an API server and who to be there. See <see cref="KubernetesConfiguration"/> for the usual sources.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>Base address, http or https; a path (as of a proxy in front of several clusters) is kept.</summary>
    public required Uri Server { get; init; }

    /// <summary>Fixed bearer token. <see cref="TokenFile"/> and <see cref="TokenProvider"/> go before it.</summary>
    public string? Token { get; init; }

    /// <summary>File with a bearer token; read again every few seconds and after a 401, since the kubelet rotates it.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Asked for the bearer token at each request; it must be quick. Goes before the other two.</summary>
    public Func<string?>? TokenProvider { get; init; }

    /// <summary>PEM certificates that may sign the server's; null: those the system trusts.</summary>
    public ReadOnlyMemory<byte>? CertificateAuthority { get; init; }

    /// <summary>PEM client certificate, with its intermediate certificates behind it. Needs <see cref="ClientKey"/>.</summary>
    public ReadOnlyMemory<byte>? ClientCertificate { get; init; }

    /// <summary>PEM private key of <see cref="ClientCertificate"/>, not encrypted.</summary>
    public ReadOnlyMemory<byte>? ClientKey { get; init; }

    /// <summary>Trust any server certificate. For experiments only.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Name to expect in the server's certificate instead of the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>HTTP proxy; null: the HTTPS_PROXY, HTTP_PROXY and NO_PROXY environment variables.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Connect to this unix socket whatever the host of <see cref="Server"/> is.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>Deadline of one call with its retries. A watch must have been answered within it, and then runs on.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public string UserAgent { get; init; } = "spiderpool";

    /// <summary>Without the credentials, so that logging the options gives no secret away.</summary>
    public override string ToString() => $"{nameof(KubernetesClientOptions)} {{ Server = {Server}, UserAgent = {UserAgent} }}";
}
