using System.Text.Json;
using Spiderpool.Addressing;

namespace Spiderpool.Cni.Wire;

public readonly partial struct WireObject
{
    /// <summary>Why a document was refused. The parser's own words are for programmers, and absent from a small binary.</summary>
    private static string Explain(ReadOnlySpan<byte> utf8, WireSource source, JsonException refusal)
    {
        if (refusal.LineNumber is { } line)
        {
            return $"{source.Name} is not JSON with at most {MaxDepth} levels: it was read up to "
                + $"line {line + 1}, byte {refusal.BytePositionInLine + 1}";
        }
        var root = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return $"key \"{FindDuplicate(root, "")}\" is there twice, want it once";
    }

    private static string? FindDuplicate(JsonElement element, string path)
    {
        var index = 0;
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (FindDuplicate(item, $"{path}[{index++}]") is { } found) return found;
                }
                return null;
            case JsonValueKind.Object:
                var names = new HashSet<string>();
                foreach (var property in element.EnumerateObject())
                {
                    var below = path.Length == 0 ? Excerpt.Of(property.Name) : $"{path}.{Excerpt.Of(property.Name)}";
                    if (!names.Add(property.Name)) return below;
                    if (FindDuplicate(property.Value, below) is { } found) return found;
                }
                return null;
            default:
                return null;
        }
    }
}
