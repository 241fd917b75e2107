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
        var reader = new Utf8JsonReader(line);
        var value = default(Utf8JsonReader);
        WatchEventType? kind = null;
        bool hasObject = false, isError = false;
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
                value = reader;
                hasObject = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (!hasObject || (kind is null && !isError))
            throw new JsonException("a line of the watch is no event");
        if (isError)
            throw Failure(JsonSerializer.Deserialize(ref value, WireJson.Default.StatusBody), call);
        var item = JsonSerializer.Deserialize(ref value, type) ?? throw new JsonException("an event of the watch has no object");
        return new WatchEvent<T>(kind!.Value, item);
    }

    private static WatchEventType? KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Modified
        : reader.ValueTextEquals("ADDED"u8) ? WatchEventType.Added
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark
        : null;

    private static KubernetesApiException Failure(StatusBody? status, ApiCall call) =>
        ApiFailure.FromStatus(call, (HttpStatusCode)(status?.Code ?? (int)HttpStatusCode.InternalServerError), status, null);
}
