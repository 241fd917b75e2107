using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Json;

/// <summary>Deep equality that does not decode long strings.</summary>
internal static class JsonEquality
{
    /// <summary>Longer strings are compared as sent: other escapes then count as a change, which costs one revision.</summary>
    private const int DecodeLimit = 4096;

    public static bool Equal(JsonNode? left, JsonNode? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        return (left, right) switch
        {
            (JsonObject a, JsonObject b) => EqualObjects(a, b),
            (JsonArray a, JsonArray b) => EqualArrays(a, b),
            (JsonValue a, JsonValue b) => EqualValues(a, b),
            _ => false,
        };
    }

    private static bool EqualObjects(JsonObject left, JsonObject right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var (name, value) in left)
        {
            if (!right.TryGetPropertyValue(name, out var other) || !Equal(value, other))
                return false;
        }

        return true;
    }

    private static bool EqualArrays(JsonArray left, JsonArray right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!Equal(left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool EqualValues(JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind())
            return false;
        if (left.TryGetValue(out JsonElement a) && right.TryGetValue(out JsonElement b))
        {
            var x = JsonMarshal.GetRawUtf8Value(a);
            var y = JsonMarshal.GetRawUtf8Value(b);
            if (x.SequenceEqual(y))
                return true;
            if (Math.Max(x.Length, y.Length) > DecodeLimit)
                return false;
        }

        return kind switch
        {
            JsonValueKind.String => left.GetValue<string>() == right.GetValue<string>(),
            JsonValueKind.Number => left.AsDecimal() is { } number && number == right.AsDecimal(),
            _ => true,
        };
    }
}
