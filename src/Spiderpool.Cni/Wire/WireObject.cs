using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Cni.Wire;

/// <summary>
/// A JSON object from outside that knows its path, so that each error names the key, what it has and what it should have.
/// A key that is absent or null reads as null (as in the Go library of CNI).
/// </summary>
public readonly partial struct WireObject
{
    // A path name of the kernel has at most 4096 bytes; nothing else in a configuration is longer.
    private const int MaxTextLength = 4096;

    private const int MaxDepth = 64;

    private readonly JsonElement _element;
    private readonly WireSource _source;
    private readonly string _path;

    private WireObject(JsonElement element, WireSource source, string path) => (_element, _source, _path) = (element, source, path);

    /// <summary>Parses a whole document, whose root must be an object, without duplicate keys anywhere.</summary>
    /// <exception cref="ReasonException">The document is another.</exception>
    public static WireObject Parse(ReadOnlySpan<byte> utf8, WireSource source)
    {
        try
        {
            var root = JsonElement.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth });
            return root.ValueKind == JsonValueKind.Object
                ? new WireObject(root, source, "")
                : throw Failure(source, $"{source.Name} is {Describe(root)}, want an object");
        }
        catch (JsonException e)
        {
            throw Failure(source, Explain(utf8, source, e), e);
        }
        catch (InvalidOperationException e)
        {
            // An escaped half of a surrogate pair is JSON, but no text.
            throw Failure(source, $"{source.Name} has a key that is no text of whole characters", e);
        }
    }

    /// <summary>The keys that are neither null nor in <paramref name="known"/>, with their path.</summary>
    public IEnumerable<string> UnknownKeys(IReadOnlyCollection<string> known)
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !known.Contains(property.Name))
                yield return PathOf(Excerpt.Of(property.Name));
        }
    }

    /// <summary>The failure for a value that has the right type and cannot be used all the same.</summary>
    public ReasonException Invalid(string key, string wanted) =>
        InvalidAt(PathOf(key), _element.TryGetProperty(key, out var value) ? Describe(value) : "nothing", wanted);

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private ReasonException InvalidAt(string path, string got, string wanted) =>
        Failure(_source, $"key \"{path}\" has {got}, want {wanted}");

    private static ReasonException Failure(WireSource source, string detail, Exception? inner = null) =>
        new(source.Reason, source.Context + detail, inner);

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text {Excerpt.Of(element.GetRawText())}",
        JsonValueKind.Number => $"the number {Excerpt.Of(element.GetRawText())}",
        _ => element.GetRawText(),
    };
}
