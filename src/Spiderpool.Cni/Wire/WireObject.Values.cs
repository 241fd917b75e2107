using System.Globalization;
using System.Text.Json;

namespace Spiderpool.Cni.Wire;

public readonly partial struct WireObject
{
    public string? Text(string key) => Find(key) is { } value ? TextOf(value, PathOf(key), "a text") : null;

    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw InvalidAt(PathOf(key), Describe(other), "true or false"),
    };

    /// <summary>A whole number of at least <paramref name="min"/>; also as text ("100"), which the documents of some fields show.</summary>
    public int? Number(string key, int min) => (int?)LongNumber(key, min, int.MaxValue);

    /// <summary>As <see cref="Number"/>, for numbers that may have more than 31 bits.</summary>
    public long? LongNumber(string key, long min, long max)
    {
        if (Find(key) is not { } value) return null;
        var digits = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            // As it was written: escapes are no digits.
            JsonValueKind.String => value.GetRawText()[1..^1],
            _ => "",
        };
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max
            ? number
            : throw InvalidAt(PathOf(key), Describe(value), $"a whole number of at least {min}");
    }

    public IReadOnlyList<string>? Texts(string key)
    {
        if (Find(key) is not { } value) return null;
        const string wanted = "a list of texts";
        if (value.ValueKind != JsonValueKind.Array) throw InvalidAt(PathOf(key), Describe(value), wanted);
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray()) texts.Add(TextOf(item, $"{PathOf(key)}[{texts.Count}]", "a text"));
        return texts;
    }

    public WireObject? Object(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new WireObject(value, _source, PathOf(key)),
        { } other => throw InvalidAt(PathOf(key), Describe(other), "an object"),
    };

    public IReadOnlyList<WireObject>? Objects(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw InvalidAt(PathOf(key), Describe(value), "a list of objects");
        var objects = new List<WireObject>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var path = $"{PathOf(key)}[{objects.Count}]";
            if (item.ValueKind != JsonValueKind.Object) throw InvalidAt(path, Describe(item), "an object");
            objects.Add(new WireObject(item, _source, path));
        }
        return objects;
    }

    private JsonElement? Find(string key) =>
        _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string TextOf(JsonElement element, string path, string wanted)
    {
        if (element.ValueKind != JsonValueKind.String) throw InvalidAt(path, Describe(element), wanted);
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw InvalidAt(path, Describe(element), "a text of whole characters");
        }
        if (text.Length > MaxTextLength) throw InvalidAt(path, Describe(element), $"a text of at most {MaxTextLength} characters");
        foreach (var c in text)
        {
            if (char.IsControl(c)) throw InvalidAt(path, Describe(element), "a text without control characters");
        }
        return text;
    }
}
