using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Meta;

/// <summary>
/// Reads and writes a text of megabytes without a second copy of it. The reader's own way takes a buffer of the text's length, the
/// writer's one of six times that, and the shared pool keeps such buffers for each thread that ever used one.
/// </summary>
internal sealed class LongTextConverter : JsonConverter<string?>
{
    private const int Piece = 4096;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped && !reader.HasValueSequence
        && TryUnescape(reader.ValueSpan) is { } text ? text : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        var rest = value.AsSpan();
        for (; rest.Length > Piece; rest = rest[Piece..]) writer.WriteStringValueSegment(rest[..Piece], isFinalSegment: false);
        writer.WriteStringValueSegment(rest, isFinalSegment: true);
    }

    /// <summary>ASCII whose only escapes are those of quotes and backslashes, which is what JSON within JSON has; else null.</summary>
    private static string? TryUnescape(ReadOnlySpan<byte> escaped)
    {
        if (!Ascii.IsValid(escaped)) return null;
        var length = escaped.Length;
        for (var rest = escaped; rest.IndexOf((byte)'\\') is var at and >= 0; rest = rest[(at + 2)..])
        {
            if (rest[at + 1] is not ((byte)'"' or (byte)'\\')) return null;
            length--;
        }
        return string.Create(length, escaped, Unescape);
    }

    private static void Unescape(Span<char> text, ReadOnlySpan<byte> escaped)
    {
        while (escaped.IndexOf((byte)'\\') is var at and >= 0)
        {
            _ = Ascii.ToUtf16(escaped[..at], text, out _);
            text[at] = (char)escaped[at + 1];
            text = text[(at + 1)..];
            escaped = escaped[(at + 2)..];
        }
        _ = Ascii.ToUtf16(escaped, text, out _);
    }
}
