using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Serves HTTPS and HTTP on one port: the first byte of a TLS connection is 22 (RFC 8446, 5.1), of HTTP a letter.</summary>
internal sealed class TlsOrPlain(ConnectionDelegate next, SslServerAuthenticationOptions tls) : IMemoryPoolFeature
{
    private const byte TlsHandshake = 22;
    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    MemoryPool<byte> IMemoryPoolFeature.MemoryPool => BlockMemoryPool.Instance;

    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        connection.Features.Set<IMemoryPoolFeature>(this);
        var transport = connection.Transport;
        var result = await transport.Input.ReadAsync(connection.ConnectionClosed);
        if (result.Buffer.IsEmpty)
            return;
        var first = result.Buffer.FirstSpan[0];
        transport.Input.AdvanceTo(result.Buffer.Start);
        if (first != TlsHandshake)
        {
            await next(connection);
            return;
        }

        await using var stream = new SslStream(new DuplexStream(transport));
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            deadline.CancelAfter(HandshakeTimeout);
            await stream.AuthenticateAsServerAsync(tls, deadline.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            // A client that does not trust the certificate ends the handshake and sees the reason on its side.
            connection.Abort(new ConnectionAbortedException($"the TLS handshake failed: {e.Message}", e));
            return;
        }

        connection.Transport = new DuplexPipe(
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes)),
            PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: BufferBytes)));
        try
        {
            await next(connection);
        }
        finally
        {
            await connection.Transport.Input.CompleteAsync();
            await connection.Transport.Output.CompleteAsync();
            connection.Transport = transport;
        }
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
