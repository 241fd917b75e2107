using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Json;

/// <summary>UTF-8 JSON text to trees and back.</summary>
/// <remarks>
/// Values that came from a request are copied as they were sent, escapes included: a status string of half a megabyte
/// is neither decoded nor encoded on its way to the store.
/// </remarks>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Parses a document; the tree keeps a reference to <paramref name="utf8"/>, which must not change any more.</summary>
    /// <exception cref="ApiException">400 when the text is not JSON.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var root = JsonDocument.Parse(utf8, Reading).RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => JsonObject.Create(root),
                JsonValueKind.Array => JsonArray.Create(root),
                _ => JsonValue.Create(root),
            };
        }
        catch (JsonException e)
        {
            throw ApiErrors.BadRequest($"the body is not valid JSON: {e.Message}");
        }
    }

    public static JsonObject ParseObject(ReadOnlyMemory<byte> utf8) =>
        Parse(utf8) as JsonObject ?? throw ApiErrors.BadRequest("the body is not a JSON object");

    public static byte[] Serialize(JsonNode? node)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            Write(writer, node);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (name, value) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.TryGetValue(out JsonElement element):
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
