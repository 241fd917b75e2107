using System.Net;
using System.Net.Http.Headers;

namespace Spiderpool.Kubernetes.Http;

/// <summary>One sending of a <see cref="RequestBody"/>.</summary>
internal sealed class PooledContent : HttpContent
{
    private readonly RequestBody _body;

    public PooledContent(RequestBody body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue(body.MediaType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_body.TryHold(), _body);
        try
        {
            await stream.WriteAsync(_body.Bytes, cancellationToken);
        }
        finally
        {
            _body.Dispose();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Bytes.Length;
        return true;
    }
}
