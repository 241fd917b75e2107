using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiderpool.Kubernetes.Http;

/// <summary>Reads one line of a watch: <c>{"type":"ADDED","object":{...}}</c>.</summary>
internal static class WatchLine
{
    /// <exception cref="KubernetesApiException">The line is an ERROR event.</exception>
    /// <exception cref="JsonException">The line is no event.</exception>
    public static WatchEvent<T> Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type, ApiCall call)
    {
        // Each API server writes it so. The object is then read once, not first skipped to find its end.
        if (TryTake(ref line, "{\"type\":\"MODIFIED\",\"object\":"u8)) return Read(WatchEventType.Modified, line[..^1], type);
        if (TryTake(ref line, "{\"type\":\"ADDED\",\"object\":"u8)) return Read(WatchEventType.Added, line[..^1], type);
        if (TryTake(ref line, "{\"type\":\"DELETED\",\"object\":"u8)) return Read(WatchEventType.Deleted, line[..^1], type);
        return ParseAny(line, type, call);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> head)
    {
        // Another member behind the object would end so as well, but no server ever had one.
        if (!line.StartsWith(head) || !line.EndsWith("}}"u8)) return false;
        line = line[head.Length..];
        return true;
    }

    private static WatchEvent<T> ParseAny<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type, ApiCall call)
    {
        var reader = new Utf8JsonReader(line);
        WatchEventType? kind = null;
        Range? value = null;
        var isError = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                    throw new JsonException("the type of a watch's event is no text");
                isError = reader.ValueTextEquals("ERROR"u8);
                kind = KindOf(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                value = start..(int)reader.BytesConsumed;
            }
            else
            {
                reader.Skip();
            }
        }

        if (value is null || (kind is null && !isError))
            throw new JsonException("a line of the watch is no event");
        if (isError)
            throw Failure(JsonSerializer.Deserialize(line[value.Value], WireJson.Default.StatusBody), call);
        return Read(kind!.Value, line[value.Value], type);
    }

    private static WatchEvent<T> Read<T>(WatchEventType kind, ReadOnlySpan<byte> value, JsonTypeInfo<T> type) =>
        new(kind, JsonSerializer.Deserialize(value, type) ?? throw new JsonException("an event of the watch has no object"));

    private static WatchEventType? KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Modified
        : reader.ValueTextEquals("ADDED"u8) ? WatchEventType.Added
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark
        : null;

    private static KubernetesApiException Failure(StatusBody? status, ApiCall call) =>
        ApiFailure.FromStatus(call, (HttpStatusCode)(status?.Code ?? (int)HttpStatusCode.InternalServerError), status, null);
}
