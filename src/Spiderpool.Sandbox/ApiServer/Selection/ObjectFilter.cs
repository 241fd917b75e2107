using System.Collections.Immutable;
using System.Text;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>What a list, watch or deletecollection selects.</summary>
/// <param name="Namespace">Empty for all.</param>
internal sealed record ObjectFilter(string Namespace, LabelSelector Labels, ImmutableArray<FieldRequirement> Fields)
{
    public static readonly ObjectFilter Everything = new("", LabelSelector.Everything, []);

    public bool Matches(StoredObject item)
    {
        if (Namespace.Length > 0 && item.Namespace != Namespace)
            return false;
        if (!Labels.Matches(item.Labels))
            return false;
        foreach (var requirement in Fields)
        {
            if (item.Fields[requirement.Index] == requirement.Value != requirement.Equal)
                return false;
        }

        return true;
    }

    /// <summary>Parses the query parameters of a list.</summary>
    /// <exception cref="ApiException">400 for a selector that cannot be read or names a field that is not selectable.</exception>
    public static ObjectFilter Parse(ResourceDefinition resource, string @namespace, string? labels, string? fields) =>
        new(@namespace, LabelSelector.Parse(labels), ParseFields(resource, fields));

    private static ImmutableArray<FieldRequirement> ParseFields(ResourceDefinition resource, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var result = ImmutableArray.CreateBuilder<FieldRequirement>();
        foreach (var term in SplitUnescaped(text, ','))
        {
            if (term.Length == 0)
                continue;
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{term}'");
            var equal = term[at - 1] != '!';
            var name = term[..(equal ? at : at - 1)];
            var value = term[(at + 1)..];
            value = Unescape(value.StartsWith('=') ? value[1..] : value);
            result.Add(new FieldRequirement(IndexOf(resource, name), equal, value));
        }

        return result.ToImmutable();
    }

    private static int IndexOf(ResourceDefinition resource, string name)
    {
        for (var i = 0; i < resource.SelectableFields.Length; i++)
        {
            if (resource.SelectableFields[i].Name == name)
                return i;
        }

        throw ApiErrors.BadRequest(resource.SelectableFields.Length > SelectableField.Metadata.Length
            ? $"field label not supported: {name}"
            : $"\"{name}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }

    private static IEnumerable<string> SplitUnescaped(string text, char separator)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == separator)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    /// <summary>A value may have <c>\,</c>, <c>\=</c> and <c>\\</c>.</summary>
    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && (++i == value.Length || value[i] is not (',' or '=' or '\\')))
                throw ApiErrors.BadRequest($"invalid field selector: invalid escape sequence: '{value}'");
            result.Append(value[i]);
        }

        return result.ToString();
    }
}
