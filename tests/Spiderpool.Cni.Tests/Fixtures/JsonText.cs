using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spiderpool.Cni.Tests.Fixtures;

internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same JSON without white space; the order of keys stays.</summary>
    public static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Options);
}
