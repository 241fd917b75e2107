using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>The value of one annotation, which anybody who may create a pod can set: bounded, then parsed strictly.</summary>
/// <param name="Owner">Object that has it, for people: <c>pod shop/web-0</c>.</param>
/// <param name="Key">Annotation key.</param>
/// <param name="Value">Text of the annotation.</param>
/// <param name="Example">A right value, for error messages.</param>
internal sealed partial record AnnotationText(string Owner, string Key, string Value, string Example)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    public ReasonException Invalid(string problem) =>
        new(Reason.InvalidAnnotation, $"annotation {Key} of {Owner}: {problem}; wrong input, write for example {Example}");

    /// <summary>Parses the value as JSON and hands the root to <paramref name="read"/>.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public T ReadJson<T>(Func<JsonElement, T> read)
    {
        CheckLength();
        try
        {
            using var document = JsonDocument.Parse(Value, Options);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two come of unpaired surrogates, plain or escaped.
            throw Invalid($"\"{Excerpt.Of(Value)}\" is not valid JSON");
        }
    }

    public void CheckLength()
    {
        if (Value.Length <= AnnotationKeys.MaxValueLength) return;
        throw Invalid($"the value has {Value.Length} characters, more than {AnnotationKeys.MaxValueLength}");
    }

    /// <summary>Items of an array.</summary>
    public JsonElement.ArrayEnumerator Items(JsonElement element, string what) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray()
        : throw Invalid($"{what} is not a JSON array: {Quote(element)}");

    /// <summary>
    /// Members of an object by the names of <paramref name="keys"/>. Case does not matter, as it never did in the
    /// original; null counts as absent; unknown and repeated keys are errors.
    /// </summary>
    public Dictionary<string, JsonElement> Members(JsonElement element, string what, ReadOnlySpan<string> keys)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Invalid($"{what} is not a JSON object: {Quote(element)}");
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject())
        {
            if (!keys.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            {
                var known = string.Join(", ", keys.ToArray());
                throw Invalid($"{what} has the unknown key \"{Excerpt.Of(member.Name)}\", known are {known}");
            }
            if (!members.TryAdd(member.Name, member.Value)) throw Invalid($"{what} has the key \"{member.Name}\" twice");
        }
        return members;
    }

    public string? ReadString(Dictionary<string, JsonElement> members, string key)
    {
        if (!members.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Invalid($"\"{key}\" is not a string: {Quote(value)}");
    }

    public bool ReadBoolean(Dictionary<string, JsonElement> members, string key)
    {
        if (!members.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null) return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Invalid($"\"{key}\" is not true or false: {Quote(value)}");
    }

    private static string Quote(JsonElement element) => Excerpt.Of(element.GetRawText());
}
