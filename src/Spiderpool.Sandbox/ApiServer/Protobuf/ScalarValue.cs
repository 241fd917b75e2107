using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Protobuf;

/// <summary>Values without fields of their own, also those that are small messages: times, quantities, int-or-string.</summary>
internal static class ScalarValue
{
    /// <returns>Null for an empty time or raw value.</returns>
    public static JsonNode? Of(ref ProtobufReader reader, string type) => type switch
    {
        "boolean" => JsonValue.Create(reader.Number != 0),
        "int32" or "int64" => JsonValue.Create((long)reader.Number),
        "double" => JsonValue.Create(BitConverter.UInt64BitsToDouble(reader.Number)),
        "bytes" => JsonValue.Create(Convert.ToBase64String(reader.Content)),
        "time" => Time(reader.Content, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        "microTime" => Time(reader.Content, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        "quantity" => JsonValue.Create(First(reader.Content)),
        "intOrString" => IntOrString(reader.Content),
        "any" => First(reader.Content) is { Length: > 0 } raw ? JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(raw)) : null,
        _ => JsonValue.Create(ProtobufReader.Text(reader.Content)),
    };

    public static bool IsZero(JsonNode value) => value is JsonValue scalar && scalar.GetValueKind() switch
    {
        JsonValueKind.String => scalar.AsText() is "",
        JsonValueKind.Number => scalar.AsDecimal() is 0,
        JsonValueKind.False => true,
        _ => false,
    };

    private static JsonValue? Time(ReadOnlySpan<byte> message, string format)
    {
        var (seconds, nanoseconds) = (0L, 0L);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                seconds = (long)reader.Number;
            else if (reader.Field == 2)
                nanoseconds = (long)reader.Number;
        }

        // The year 1, which is Go's zero, and what no calendar has, is no time.
        if (message.IsEmpty || seconds <= DateTimeOffset.MinValue.ToUnixTimeSeconds()
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
        return JsonValue.Create(time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
    }

    private static JsonValue IntOrString(ReadOnlySpan<byte> message)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                isText = reader.Number == 1;
            else if (reader.Field == 2)
                number = (int)reader.Number;
            else if (reader.Field == 3)
                text = ProtobufReader.Text(reader.Content);
        }

        return isText ? JsonValue.Create(text) : JsonValue.Create(number);
    }

    private static string First(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        return reader.Next() ? ProtobufReader.Text(reader.Content) : "";
    }
}
