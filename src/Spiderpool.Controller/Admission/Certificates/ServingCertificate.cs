using System.Security.Cryptography.X509Certificates;

namespace Spiderpool.Controller.Admission.Certificates;

/// <summary>The certificate that new connections get; it changes without a restart.</summary>
internal sealed class ServingCertificate : IDisposable
{
    private volatile X509Certificate2? _current;
    private string? _pem;

    /// <summary>Null before the first is there: connections are refused until then.</summary>
    public X509Certificate2? Current => _current;

    /// <summary>Takes over a bundle, if it is another one.</summary>
    public void Use(CertificateBundle bundle)
    {
        if (_pem == bundle.Certificate) return;
        // The former one is left to the collector: connections may be in the middle of their handshake with it.
        _current = bundle.ToServing();
        _pem = bundle.Certificate;
    }

    public void Dispose() => _current?.Dispose();
}
