using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

/// <summary>
/// A JSON object of the network configuration that knows its path, so that each error names the key, what it has and
/// what it should have. A key that is absent or null reads as null (as in the Go library of CNI).
/// </summary>
public readonly partial struct ConfObject
{
    // A path name of the kernel has at most 4096 bytes; nothing else in a configuration is longer.
    private const int MaxTextLength = 4096;

    private readonly JsonElement _element;
    private readonly string _path;

    private ConfObject(JsonElement element, string path) => (_element, _path) = (element, path);

    /// <summary>Parses the whole document, whose root must be an object without duplicate keys.</summary>
    /// <exception cref="ReasonException">InvalidNetConf.</exception>
    public static ConfObject Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var root = JsonElement.Parse(utf8.Span, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
            return root.ValueKind == JsonValueKind.Object
                ? new ConfObject(root, "")
                : throw new ReasonException(Reason.InvalidNetConf, $"the configuration is {Describe(root)}, want an object");
        }
        catch (JsonException e)
        {
            throw new ReasonException(Reason.InvalidNetConf, $"standard input is not JSON: {Excerpt.Of(e.Message)}", e);
        }
    }

    /// <summary>The keys that are neither null nor in <paramref name="known"/>, with their path.</summary>
    public IEnumerable<string> UnknownKeys(IReadOnlyCollection<string> known)
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!known.Contains(property.Name)) yield return PathOf(Excerpt.Of(property.Name));
        }
    }

    /// <summary>InvalidNetConf for a value that has the right type and cannot be used all the same.</summary>
    public ReasonException Invalid(string key, string wanted) =>
        Invalid(PathOf(key), _element.TryGetProperty(key, out var value) ? Describe(value) : "nothing", wanted);

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static ReasonException Invalid(string path, string got, string wanted) =>
        new(Reason.InvalidNetConf, $"key \"{path}\" has {got}, want {wanted}");

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text {Excerpt.Of(element.GetRawText())}",
        JsonValueKind.Number => $"the number {Excerpt.Of(element.GetRawText())}",
        _ => element.GetRawText(),
    };
}
