using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spiderpool.Controller.Admission.Certificates;

/// <summary>What the Secret of the webhooks holds, in PEM.</summary>
/// <param name="Authorities">
/// All that clients may trust: the present authority first, after a rotation the former one behind it.
/// </param>
/// <param name="AuthorityKey">Key of the first authority; absent when the certificates come from elsewhere.</param>
/// <param name="Certificate">Serving certificate.</param>
/// <param name="Key">Its key.</param>
internal sealed record CertificateBundle(string Authorities, string? AuthorityKey, string Certificate, string Key)
{
    public byte[] AuthorityBytes => Encoding.ASCII.GetBytes(Authorities);

    /// <summary>A new authority, and a certificate of it.</summary>
    public static CertificateBundle Create(IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var authority = CertificateAuthority.Create(now);
        return Issue(authority, authority.ExportCertificatePem(), names, now);
    }

    /// <summary>
    /// The same while two thirds of each life have not passed; else with a new serving certificate, and with a new authority
    /// beside the former one, which stays trusted until the next rotation.
    /// </summary>
    public CertificateBundle Rotated(IReadOnlyList<string> names, DateTimeOffset now)
    {
        if (AuthorityKey is null) return this;
        using var serving = X509Certificate2.CreateFromPem(Certificate);
        using var authority = X509Certificate2.CreateFromPem(Authorities, AuthorityKey);
        if (IsWorn(authority, now))
        {
            using var next = CertificateAuthority.Create(now);
            return Issue(next, next.ExportCertificatePem() + "\n" + authority.ExportCertificatePem(), names, now);
        }
        return IsWorn(serving, now) || !Covers(serving, names) ? Issue(authority, Authorities, names, now) : this;
    }

    /// <summary>With its private key, ready to serve.</summary>
    public X509Certificate2 ToServing() => X509Certificate2.CreateFromPem(Certificate, Key);

    private static CertificateBundle Issue(X509Certificate2 authority, string authorities, IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var serving = CertificateAuthority.Issue(authority, names, now);
        return new CertificateBundle(authorities, KeyOf(authority), serving.ExportCertificatePem(), KeyOf(serving));
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static bool IsWorn(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now.UtcDateTime > from + (until - from) * 2 / 3;
    }

    private static bool Covers(X509Certificate2 certificate, IReadOnlyList<string> names) =>
        names.All(name => certificate.MatchesHostname(name));
}
