using System.Text.Json;
using System.Text.RegularExpressions;
using Spiderpool.Addressing;
using Spiderpool.Ipam.Selection.Annotations;

namespace Spiderpool.Ipam.Networks;

internal static partial class NetworkAnnotation
{
    private static NetworkSelection ParseObject(AnnotationText text, JsonElement item, string defaultNamespace)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw text.Invalid($"an entry is not a JSON object: {Excerpt.Of(item.GetRawText())}");
        }
        var selection = Check(text, Text(text, item, "namespace") is { Length: > 0 } ns ? ns : defaultNamespace,
            Text(text, item, "name") ?? "", Text(text, item, "interface"));
        return selection with
        {
            Ips = Texts(text, item, "ips", IsAddress, "an address, with or without prefix length"),
            Mac = Matching(text, item, "mac", MacAddress, "a MAC address such as 0a:58:0a:00:00:01"),
            InfinibandGuid = Matching(text, item, "infiniband-guid", Guid, "eight bytes such as c2:11:22:33:44:55:66:77"),
            DefaultRoute = [.. Texts(text, item, "default-route", gateway => Address.TryParse(gateway, out _), "the address of a gateway")
                .Select(gateway => Address.Parse(gateway))],
            Bandwidth = OfKind(text, item, "bandwidth", JsonValueKind.Object, "a JSON object"),
            PortMappings = OfKind(text, item, "portMappings", JsonValueKind.Array, "a JSON array"),
            CniArgs = OfKind(text, item, "cni-args", JsonValueKind.Object, "a JSON object"),
        };
    }

    private static bool IsAddress(string text) => Address.TryParse(text, out _) || Prefix.TryParse(text, out _);

    private static JsonElement? Member(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(AnnotationText text, JsonElement item, string key) => Member(item, key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } other => throw text.Invalid($"\"{key}\" is not a string: {Excerpt.Of(other.GetRawText())}"),
    };

    private static string? Matching(AnnotationText text, JsonElement item, string key, Regex form, string wanted) =>
        Text(text, item, key) is not { Length: > 0 } value ? null
        : form.IsMatch(value) ? value
        : throw text.Invalid($"\"{key}\" is \"{Excerpt.Of(value)}\", want {wanted}");

    private static List<string> Texts(AnnotationText text, JsonElement item, string key, Func<string, bool> isValid, string wanted)
    {
        if (Member(item, key) is not { } list) return [];
        var values = new List<string>();
        foreach (var entry in text.Items(list, $"\"{key}\""))
        {
            var value = entry.ValueKind == JsonValueKind.String ? entry.GetString()! : "";
            if (!isValid(value)) throw text.Invalid($"\"{key}\" has {Excerpt.Of(entry.GetRawText())}, want {wanted}");
            values.Add(value);
        }
        return values;
    }

    private static JsonElement? OfKind(AnnotationText text, JsonElement item, string key, JsonValueKind kind, string wanted)
    {
        if (Member(item, key) is not { } value) return null;
        // The document that it is part of is returned to its pool.
        return value.ValueKind == kind ? value.Clone() : throw text.Invalid($"\"{key}\" is not {wanted}: {Excerpt.Of(value.GetRawText())}");
    }

    [GeneratedRegex(@"^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\z")]
    private static partial Regex MacAddress { get; }

    [GeneratedRegex(@"^([0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}\z")]
    private static partial Regex Guid { get; }
}
