using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Http;

public sealed class TlsTests : IAsyncDisposable
{
    private readonly Authority _authority = new();
    private readonly TlsServer _server;

    public TlsTests() => _server = new TlsServer(_authority.Issue("127.0.0.1"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task Certificate_of_the_own_authority_is_trusted()
    {
        await GetAsync(new KubernetesClientOptions { Server = _server.Url, CertificateAuthority = _authority.Pem });

        Assert.Null(_server.ClientSubject);
    }

    [Fact]
    public async Task Authority_may_stand_among_others()
    {
        using var other = new Authority();

        await GetAsync(new KubernetesClientOptions
        {
            Server = _server.Url,
            CertificateAuthority = new ReadOnlyMemory<byte>([.. other.Pem.Span, (byte)'\n', .. _authority.Pem.Span]),
        });
    }

    [Fact]
    public async Task Certificate_of_another_authority_or_of_none_is_refused()
    {
        using var other = new Authority();

        foreach (var authority in (ReadOnlyMemory<byte>?[])[other.Pem, null])
        {
            var error = await Assert.ThrowsAsync<KubernetesApiException>(() => GetAsync(
                new KubernetesClientOptions { Server = _server.Url, CertificateAuthority = authority }));
            Assert.StartsWith($"get namespaces a: cannot connect to {_server.Url}: ", error.Message, StringComparison.Ordinal);
            Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        }

        await GetAsync(new KubernetesClientOptions { Server = _server.Url, InsecureSkipTlsVerify = true });
    }

    [Fact]
    public async Task Name_in_the_certificate_must_be_the_expected_one()
    {
        await using var named = new TlsServer(_authority.Issue("kubernetes.default"));
        var options = new KubernetesClientOptions { Server = named.Url, CertificateAuthority = _authority.Pem };

        await Assert.ThrowsAsync<KubernetesApiException>(() => GetAsync(options));
        await GetAsync(options with { TlsServerName = "kubernetes.default" });

        Assert.Equal("kubernetes.default", named.AskedName);
    }

    [Fact]
    public async Task Client_shows_its_certificate()
    {
        using var client = _authority.Issue("system:node:a");

        await GetAsync(new KubernetesClientOptions
        {
            Server = _server.Url,
            CertificateAuthority = _authority.Pem,
            ClientCertificate = Authority.CertificatePem(client),
            ClientKey = Authority.KeyPem(client),
        });

        Assert.Equal("CN=system:node:a", _server.ClientSubject);
    }

    [Fact]
    public void Unusable_certificates_and_keys_are_told_before_the_first_call()
    {
        using var one = _authority.Issue("one");
        using var two = _authority.Issue("two");
        var (certificate, key) = (Authority.CertificatePem(one), Authority.KeyPem(one));
        var options = new KubernetesClientOptions { Server = _server.Url };

        Assert.StartsWith("certificate-authority holds no PEM certificate",
            Refused(options with { CertificateAuthority = Bytes("text") }), StringComparison.Ordinal);
        Assert.StartsWith("certificate-authority is no PEM certificate", Refused(options with
        {
            CertificateAuthority = Bytes("-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----"),
        }), StringComparison.Ordinal);
        Assert.StartsWith("a client certificate without client-key", Refused(options with { ClientCertificate = certificate }),
            StringComparison.Ordinal);
        Assert.StartsWith("client-key does not belong to client-certificate",
            Refused(options with { ClientCertificate = certificate, ClientKey = Authority.KeyPem(two) }),
                StringComparison.Ordinal);
        Assert.StartsWith("client-key does not belong to client-certificate",
            Refused(options with { ClientCertificate = certificate, ClientKey = Bytes("text") }), StringComparison.Ordinal);
        Assert.StartsWith("client-certificate holds no PEM certificate",
            Refused(options with { ClientCertificate = Bytes("text"), ClientKey = key }), StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static string Refused(KubernetesClientOptions options) =>
        Assert.Throws<KubernetesConfigurationException>(() => new KubernetesClient(options)).Message;

    private static async Task GetAsync(KubernetesClientOptions options)
    {
        using var client = new KubernetesClient(options);
        await client.GetAsync<Namespace>(null, "a", TestContext.Current.CancellationToken);
    }
}
