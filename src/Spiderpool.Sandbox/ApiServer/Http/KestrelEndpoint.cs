using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Kestrel without a host, on one endpoint.</summary>
internal sealed class KestrelEndpoint : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly Func<HttpContext, Task> _handle;

    private KestrelEndpoint(EndPoint endpoint, ServingCertificate certificate, Func<HttpContext, Task> handle)
    {
        _handle = handle;
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        // Bodies are limited where the error can be a Status; watches of slow readers are limited by their buffers.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Listen(endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => new TlsOrPlain(next, certificate.TlsOptions).OnConnectionAsync);
        });
        _server = new KestrelServer(Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>The port in use; 0 for endpoints without one.</summary>
    public int Port { get; private set; }

    public static async Task<KestrelEndpoint> StartAsync(
        EndPoint endpoint, ServingCertificate certificate, Func<HttpContext, Task> handle, CancellationToken cancellation)
    {
        var listener = new KestrelEndpoint(endpoint, certificate, handle);
        await listener._server.StartAsync(listener, cancellation);
        var address = listener._server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        listener.Port = endpoint is IPEndPoint && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Port : 0;
        return listener;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _handle(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _server.StopAsync(deadline.Token);
        _server.Dispose();
    }
}
