using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>A JSON value that is read past and forgotten.</summary>
[JsonConverter(typeof(Converter))]
public sealed class SkippedJson
{
    /// <summary>Public because the generated JSON code of other projects names it.</summary>
    public sealed class Converter : JsonConverter<SkippedJson?>
    {
        public override SkippedJson? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, SkippedJson? value, JsonSerializerOptions options) =>
            writer.WriteNullValue();
    }
}
