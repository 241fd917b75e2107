using System.Collections.Immutable;
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
        foreach (var term in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw ApiErrors.BadRequest($"invalid field selector \"{term}\": expected name=value or name!=value");
            var equal = term[at - 1] != '!';
            var name = term[..(equal ? at : at - 1)].Trim();
            var value = term[(at + 1)..].TrimStart('=').Trim();
            var index = -1;
            for (var i = 0; i < resource.SelectableFields.Length && index < 0; i++)
                index = resource.SelectableFields[i].Name == name ? i : -1;
            if (index < 0)
                throw ApiErrors.BadRequest($"field label not supported: {name}");
            result.Add(new FieldRequirement(index, equal, value));
        }

        return result.ToImmutable();
    }
}
