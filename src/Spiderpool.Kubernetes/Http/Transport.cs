using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// Builds the connection pool: HTTP/2 with as many connections as the streams need to https servers, HTTP/1.1 to others.
/// </summary>
internal static class Transport
{
    public static SocketsHttpHandler Create(KubernetesClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = options.RequestTimeout,
        // A watch may be silent for minutes; pings find out that its peer is gone.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        UseProxy = options.UnixSocket is null,
        Proxy = options.Proxy is null ? null : new WebProxy(options.Proxy),
        ConnectCallback = options.UnixSocket is { } path
            ? (_, cancellationToken) => ConnectUnixAsync(path, cancellationToken)
            : ConnectTcpAsync,
        SslOptions = Tls(options),
    };

    private static async ValueTask<Stream> ConnectUnixAsync(string path, CancellationToken cancellationToken) =>
        await ConnectAsync(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            new UnixDomainSocketEndPoint(path), cancellationToken);

    private static async ValueTask<Stream> ConnectTcpAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return await ConnectAsync(socket, context.DnsEndPoint, cancellationToken);
    }

    private static async ValueTask<Stream> ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "The user asked for it by insecure-skip-tls-verify.")]
    private static SslClientAuthenticationOptions Tls(KubernetesClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.InsecureSkipTlsVerify)
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        else if (options.CertificateAuthority is { } authority)
            tls.CertificateChainPolicy = TrustOnly(authority);
        if (options.ClientCertificate is { } certificate)
            tls.ClientCertificateContext = ClientCertificate(certificate, options.ClientKey);
        return tls;
    }

    private static X509ChainPolicy TrustOnly(ReadOnlyMemory<byte> pem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        Import(policy.CustomTrustStore, pem, "certificate-authority");
        return policy;
    }

    private static SslStreamCertificateContext ClientCertificate(ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte>? key)
    {
        if (key is null)
            throw new KubernetesConfigurationException("a client certificate without client-key; set both or neither");
        var chain = new X509Certificate2Collection();
        Import(chain, certificate, "client-certificate");
        try
        {
            var own = X509Certificate2.CreateFromPem(
                Encoding.ASCII.GetString(certificate.Span), Encoding.ASCII.GetString(key.Value.Span));
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubernetesConfigurationException(
                $"client-key does not belong to client-certificate or is no unencrypted PEM key: {e.Message}", e);
        }
    }

    private static void Import(X509Certificate2Collection store, ReadOnlyMemory<byte> pem, string what)
    {
        try
        {
            store.ImportFromPem(Encoding.ASCII.GetString(pem.Span));
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"{what} is no PEM certificate: {e.Message}", e);
        }

        if (store.Count == 0)
            throw new KubernetesConfigurationException($"{what} holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
    }
}
