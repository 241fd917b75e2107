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

    /// <summary>
    /// The identity of the object of an ADDED or MODIFIED event, if it can be told from the beginning of the line: API servers write
    /// the metadata before spec and status.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="key"><c>namespace/name</c>, or <c>name</c>.</param>
    /// <param name="version">Its resourceVersion.</param>
    public static bool TryReadUpdate(ReadOnlySpan<byte> line, out string key, out string version)
    {
        (key, version) = ("", "");
        if (!TryTake(ref line, "{\"type\":\"MODIFIED\",\"object\":"u8) && !TryTake(ref line, "{\"type\":\"ADDED\",\"object\":"u8))
            return false;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8)) return reader.Read() && TryReadMetadata(ref reader, out key, out version);
            // Anything else of size in front of it: reading the whole event is as good.
            if (!reader.Read() || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return false;
        }
        return false;
    }

    private static bool TryReadMetadata(ref Utf8JsonReader reader, out string key, out string version)
    {
        string? name = null, ns = null, found = null;
        (key, version) = ("", "");
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            var isNamespace = reader.ValueTextEquals("namespace"u8);
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            if (!reader.Read()) return false;
            if ((isName || isNamespace || isVersion) && reader.TokenType != JsonTokenType.String) return false;
            if (isName) name = reader.GetString();
            else if (isNamespace) ns = reader.GetString();
            else if (isVersion) found = reader.GetString();
            else reader.Skip();
        }
        if (name is null || found is null) return false;
        (key, version) = (ns is null ? name : $"{ns}/{name}", found);
        return true;
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
