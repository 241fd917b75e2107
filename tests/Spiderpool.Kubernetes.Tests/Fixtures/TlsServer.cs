using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>An https server on loopback that answers each request with an empty object.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public TlsServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _run = AcceptAsync();
    }

    public Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Name that the last client asked for in its TLS hello.</summary>
    public string? AskedName { get; private set; }

    /// <summary>Subject of the last client's certificate.</summary>
    public string? ClientSubject { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var tls = new SslStream(connection.GetStream());
            try
            {
                await ServeAsync(tls);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client does not trust us, or has its answer.
            }
        }
    }

    private async Task ServeAsync(SslStream tls)
    {
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            ClientCertificateRequired = true,
            // Whoever comes; the system does not know the authority of the test.
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
                !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
        }, _stop.Token);
        (AskedName, ClientSubject) = (tls.TargetHostName, tls.RemoteCertificate?.Subject);
        using var reader = new StreamReader(tls, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
        {
        }

        await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"u8.ToArray(), _stop.Token);
    }
}
