using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// Bytes of a request, pooled. A handler may still be sending when the answer is there, so each send holds the bytes too, and
/// the last holder gives them back.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const int Limit = 64 * 1024 * 1024;

    private readonly PooledBuffer? _buffer;
    private int _holders = 1;

    private RequestBody(PooledBuffer? buffer, ReadOnlyMemory<byte> bytes, string mediaType) =>
        (_buffer, Bytes, MediaType) = (buffer, bytes, mediaType);

    public ReadOnlyMemory<byte> Bytes { get; }

    public string MediaType { get; }

    /// <summary>
    /// The relaxed escaping leaves quotes as <c>\"</c> instead of <c>\u0022</c>: status strings hold JSON themselves and would
    /// grow by a third, which counts against etcd's limit of 1.5 MiB. The bodies never meet a browser.
    /// </summary>
    public static RequestBody FromObject<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new PooledBuffer(4096, Limit);
        try
        {
            var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
            using (var writer = new Utf8JsonWriter(buffer, options))
                JsonSerializer.Serialize(writer, value, type);
            return new RequestBody(buffer, buffer.WrittenMemory, "application/json");
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public static RequestBody FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) => new(null, bytes, mediaType);

    public bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0; holders = Volatile.Read(ref _holders))
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            _buffer?.Dispose();
    }
}
