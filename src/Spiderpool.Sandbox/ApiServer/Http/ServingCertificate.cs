using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>A certificate authority made for one run, and the serving certificate that it signed.</summary>
/// <remarks>kubectl sends its token only over TLS, so that a server without TLS could not have one.</remarks>
internal sealed class ServingCertificate : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _serving;

    public ServingCertificate(IEnumerable<string> names)
    {
        // Real time, not a test's TimeProvider: clients check with their own clocks.
        var (from, until) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddYears(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=spiderpool-sandbox-ca", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, false));
        _authority = authority.CreateSelfSigned(from, until);

        using var servingKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serving = new CertificateRequest("CN=spiderpool-sandbox", servingKey, HashAlgorithmName.SHA256);
        serving.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        serving.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        serving.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        serving.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Distinct())
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        serving.CertificateExtensions.Add(alternatives.Build());
        using var signed = serving.Create(_authority, from, until, RandomNumberGenerator.GetBytes(16));
        _serving = signed.CopyWithPrivateKey(servingKey);
        TlsOptions = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(_serving, null, offline: true),
        };
    }

    public SslServerAuthenticationOptions TlsOptions { get; }

    public string AuthorityPem => _authority.ExportCertificatePem();

    public void Dispose()
    {
        _serving.Dispose();
        _authority.Dispose();
    }
}
