using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>The rules for labels, annotations and owners that hold for every kind.</summary>
internal static partial class MetadataRules
{
    private const int MaxName = 63;
    private const int MaxPrefix = 253;
    private const int MaxAnnotationBytes = 256 * 1024;

    private const string Name = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string Prefix = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    /// <exception cref="ApiException">400 when a map has values that are no strings.</exception>
    public static void Check(JsonObject? metadata, List<FieldError> errors)
    {
        foreach (var (key, value) in Texts(metadata, "labels"))
        {
            if (LabelKeyError(key) is { } wrongKey)
                errors.Add(FieldError.Invalid("metadata.labels", FieldError.Show(key), wrongKey));
            if (LabelValueError(value) is { } wrongValue)
                errors.Add(FieldError.Invalid("metadata.labels", FieldError.Show(value), wrongValue));
        }

        var bytes = 0L;
        foreach (var (key, value) in Texts(metadata, "annotations"))
        {
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
            if (LabelKeyError(key.ToLowerInvariant()) is { } wrongKey)
                errors.Add(FieldError.Invalid("metadata.annotations", FieldError.Show(key), wrongKey));
        }

        if (bytes > MaxAnnotationBytes)
            errors.Add(new FieldError("FieldValueTooLong", "metadata.annotations",
                $"Too long: may not be more than {MaxAnnotationBytes} bytes"));
        CheckOwners(metadata.Array("ownerReferences") ?? [], errors);
    }

    /// <returns>What is wrong with the key of a label, or null.</returns>
    public static string? LabelKeyError(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
            return "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
                + $"'{Name}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
        if (parts.Length == 2 && parts[0].Length == 0)
            return "prefix part must be non-empty";
        if (parts.Length == 2 && (parts[0].Length > MaxPrefix || !PrefixPattern().IsMatch(parts[0])))
            return "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                + "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + $"'{Prefix}')";
        return parts[^1] switch
        {
            "" => "name part must be non-empty",
            { Length: > MaxName } => $"name part must be no more than {MaxName} characters",
            var name when !NamePattern().IsMatch(name) => "name part must consist of alphanumeric characters, '-', '_' or '.', "
                + "and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex "
                + $"used for validation is '{Name}')",
            _ => null,
        };
    }

    /// <returns>What is wrong with the value of a label, or null.</returns>
    public static string? LabelValueError(string value) =>
        value.Length > MaxName ? $"must be no more than {MaxName} characters"
        : value.Length == 0 || NamePattern().IsMatch(value) ? null
        : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end "
            + "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
            + $"'({Name})?')";

    private static IEnumerable<(string Key, string Value)> Texts(JsonObject? metadata, string member)
    {
        foreach (var (key, value) in metadata.Object(member) ?? [])
        {
            yield return (key, value.AsText() ?? throw ApiErrors.BadRequest(
                $"the value of metadata.{member}[{key}] is not a string: {FieldError.Show(value)}"));
        }
    }

    private static void CheckOwners(JsonArray owners, List<FieldError> errors)
    {
        foreach (var owner in owners)
        {
            foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
            {
                if (string.IsNullOrEmpty(owner.Text(name)))
                    errors.Add(FieldError.Invalid($"metadata.ownerReferences.{name}", "\"\"", $"{name} must not be empty"));
            }
        }

        if (owners.Count(owner => owner.Flag("controller")) > 1)
            errors.Add(FieldError.Invalid("metadata.ownerReferences", FieldError.Show(owners),
                "Only one reference can have Controller set to true"));
    }

    [GeneratedRegex($@"^{Prefix}\z")]
    private static partial Regex PrefixPattern();

    [GeneratedRegex($@"^{Name}\z")]
    private static partial Regex NamePattern();
}
