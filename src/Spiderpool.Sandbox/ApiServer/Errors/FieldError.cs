using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Errors;

/// <summary>One cause of a 422, in the words of kube-apiserver's <c>field.Error</c>.</summary>
/// <param name="Reason"><c>FieldValueRequired</c>, <c>FieldValueInvalid</c>, ...</param>
/// <param name="Path">Such as <c>spec.routes[0].dst</c>; empty for the whole object.</param>
/// <param name="Detail">The text after the path, such as <c>Required value</c>.</param>
internal sealed record FieldError(string Reason, string Path, string Detail)
{
    public static FieldError Required(string path, string detail = "") =>
        new("FieldValueRequired", path, detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    public static FieldError Invalid(string path, string shownValue, string detail) =>
        new("FieldValueInvalid", path, $"Invalid value: {shownValue}: {detail}");

    public static FieldError WrongType(string path, string shownValue, string detail) =>
        new("FieldValueTypeInvalid", path, $"Invalid value: {shownValue}: {detail}");

    public static FieldError Forbidden(string path, string detail) => new("FieldValueForbidden", path, $"Forbidden: {detail}");

    public static FieldError Duplicate(string path, JsonNode? value) =>
        new("FieldValueDuplicate", path, $"Duplicate value: {Show(value)}");

    public static FieldError NotSupported(string path, JsonNode? value, IEnumerable<string> supported) =>
        new("FieldValueNotSupported", path,
            $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(v => $"\"{v}\""))}");

    public override string ToString() => $"{(Path.Length == 0 ? "<nil>" : Path)}: {Detail}";

    /// <summary>A value as JSON, shortened so that an error stays one readable line.</summary>
    public static string Show(JsonNode? value)
    {
        const int Longest = 200;
        // A string is decoded first: it may have come with other escapes than an error should show.
        var shown = value.AsText() is { } decoded ? JsonValue.Create(decoded) : value;
        var text = System.Text.Encoding.UTF8.GetString(JsonText.Serialize(shown));
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "...");
    }
}
