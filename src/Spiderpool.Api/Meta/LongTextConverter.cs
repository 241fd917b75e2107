using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>
/// Writes a text piece by piece. In one piece the writer takes a buffer of six times its length, which for the records of a
/// full pool is several megabytes on each thread that ever wrote one.
/// </summary>
internal sealed class LongTextConverter : JsonConverter<string?>
{
    private const int Piece = 4096;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        var rest = value.AsSpan();
        for (; rest.Length > Piece; rest = rest[Piece..]) writer.WriteStringValueSegment(rest[..Piece], isFinalSegment: false);
        writer.WriteStringValueSegment(rest, isFinalSegment: true);
    }
}
