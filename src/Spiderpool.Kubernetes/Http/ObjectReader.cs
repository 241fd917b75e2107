using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiderpool.Kubernetes.Http;

/// <summary>Reads one object from a response body.</summary>
internal static class ObjectReader
{
    /// <summary>Largest object; etcd takes 1.5 MiB as set up by default, and some raise that.</summary>
    public const int MaxObject = 8 * 1024 * 1024;

    public static async ValueTask<T> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var buffer = await BufferAsync(response, cancellationToken);
        return JsonSerializer.Deserialize(buffer.Written, type) ?? throw new JsonException("the answer is null");
    }

    public static async ValueTask<PooledBuffer> BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var expected = (int)Math.Clamp(response.Content.Headers.ContentLength ?? 4096, 1, MaxObject - 4096);
        var buffer = new PooledBuffer(expected + 4096, MaxObject);
        try
        {
            while (await buffer.FillAsync(stream, cancellationToken))
            {
            }

            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
