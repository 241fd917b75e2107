using System.Security.Cryptography.X509Certificates;
using Spiderpool.Controller.Admission.Certificates;

namespace Spiderpool.Controller.Tests.Admission;

public class CertificateBundleTests
{
    private static readonly string[] Names = ["webhook.kube-system.svc", "localhost"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Created_certificate_is_trusted_by_its_authority_for_each_name()
    {
        var bundle = CertificateBundle.Create(Names, Start);
        using var serving = bundle.ToServing();

        Assert.True(IsTrusted(bundle, serving, Start.AddDays(1)));
        Assert.All(Names, name => Assert.True(serving.MatchesHostname(name)));
        Assert.True(serving.MatchesHostname("127.0.0.1"));
        Assert.True(serving.HasPrivateKey);
    }

    [Fact]
    public void Bundle_stays_until_two_thirds_of_the_certificates_life_have_passed()
    {
        var bundle = CertificateBundle.Create(Names, Start);

        Assert.Same(bundle, bundle.Rotated(Names, Start.AddDays(240)));
        Assert.NotSame(bundle, bundle.Rotated(Names, Start.AddDays(250)));
    }

    [Fact]
    public void Rotation_of_the_certificate_keeps_the_authority()
    {
        var bundle = CertificateBundle.Create(Names, Start);
        var rotated = bundle.Rotated(Names, Start.AddDays(250));
        using var serving = rotated.ToServing();

        Assert.Equal(bundle.Authorities, rotated.Authorities);
        Assert.NotEqual(bundle.Certificate, rotated.Certificate);
        Assert.True(IsTrusted(bundle, serving, Start.AddDays(251)));
    }

    [Fact]
    public void Rotation_of_the_authority_leaves_the_former_one_trusted()
    {
        var bundle = CertificateBundle.Create(Names, Start);
        var later = Start.AddDays(3650 * 2 / 3 + 1);
        var old = bundle.Rotated(Names, later.AddDays(-2));
        var rotated = old.Rotated(Names, later);
        using var oldServing = old.ToServing();
        using var serving = rotated.ToServing();

        Assert.NotEqual(bundle.Authorities, rotated.Authorities);
        Assert.True(IsTrusted(rotated, serving, later));
        Assert.True(IsTrusted(rotated, oldServing, later));
    }

    [Fact]
    public void Another_name_of_the_Service_needs_another_certificate()
    {
        var bundle = CertificateBundle.Create(Names, Start);

        var rotated = bundle.Rotated([.. Names, "webhook.other.svc"], Start);
        using var serving = rotated.ToServing();

        Assert.True(serving.MatchesHostname("webhook.other.svc"));
    }

    [Fact]
    public void Certificates_that_came_from_elsewhere_are_not_rotated()
    {
        var bundle = CertificateBundle.Create(Names, Start) with { AuthorityKey = null };

        Assert.Same(bundle, bundle.Rotated(Names, Start.AddDays(10_000)));
    }

    private static bool IsTrusted(CertificateBundle bundle, X509Certificate2 serving, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(bundle.Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = at.LocalDateTime;
        return chain.Build(serving);
    }
}
