using System.Text.Json.Nodes;
using Spiderpool.Api.Tests.Manifests;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>One line of a table of fields; fields of sibling objects that agree in everything share one.</summary>
internal sealed record FieldRow(string Type, string Default, string Mutable, string Meaning, string Rules)
{
    private const string Unchanged = "self == oldSelf";

    public string Field { get; private init; } = "";

    public static IEnumerable<FieldRow> Of(SchemaNode part) =>
        from node in Fields(part)
        let path = node.Path[(part.Path.Length + 1)..]
        let dot = path.IndexOf('.')
        let row = new FieldRow(TypeOf(node), DefaultOf(node), MutableOf(node), MeaningOf(node), RulesOf(node))
        // Objects of the same depth only: one that stands alone keeps its whole path.
        group dot < 0 ? "" : path[..dot] by (dot < 0 ? path : path[dot..], row) into same
        select same.Key.row with { Field = $"`{Prefix([.. same])}{same.Key.Item1}`" };

    /// <summary>Messages of the CEL rules, but for the one that says that the field cannot be changed.</summary>
    public static IEnumerable<string> Messages(SchemaNode node) =>
        node.Rules.Where(rule => (string?)rule["rule"] != Unchanged).Select(rule => Escape((string)rule["message"]!));

    private static string Prefix(string[] objects) => objects.Length == 1 ? objects[0] : $"{{{string.Join(',', objects)}}}";

    private static IEnumerable<SchemaNode> Fields(SchemaNode node) => node.Children.SelectMany(child =>
        IsStandard(child) ? [child] : child.IsItem ? Fields(child) : Fields(child).Prepend(child));

    /// <summary>What Kubernetes itself defines is not told again.</summary>
    private static bool IsStandard(SchemaNode node) => node.Path.EndsWith(".conditions", StringComparison.Ordinal) || IsSelector(node);

    private static bool IsSelector(SchemaNode node) => node.Schema["properties"]?["matchLabels"] is not null;

    private static string TypeOf(SchemaNode node) => node switch
    {
        { Type: "array" } when IsStandard(node) => "list of conditions",
        { Type: "array" } => $"list of {TypeOf(node.Children.Single())}s",
        { Type: "object" } when IsSelector(node) => "label selector",
        _ => node.Type!,
    };

    private static string DefaultOf(SchemaNode node) => node.Schema["default"] is { } value ? $"`{value}`" : "";

    private static string MutableOf(SchemaNode node) => node.Rules.Any(rule => (string?)rule["rule"] == Unchanged) ? "no" : "yes";

    private static string MeaningOf(SchemaNode node)
    {
        var text = (string)node.Schema["description"]!;
        // The table has a column for it.
        return Escape(node.Schema["default"] is { } value ? text.Replace($" Default: {value}.", "", StringComparison.Ordinal) : text);
    }

    private static string RulesOf(SchemaNode node)
    {
        var item = node.Type == "array" ? node.Children.Single() : null;
        return string.Join("; ",
        [
            .. node.Parent!.Required.Contains(node.Path[(node.Parent.Path.Length + 1)..]) ? ["required"] : Array.Empty<string>(),
            .. Limits(node), .. item is null ? [] : Limits(item), .. Messages(node), .. item is null ? [] : Messages(item),
        ]);
    }

    private static IEnumerable<string> Limits(SchemaNode node)
    {
        var schema = node.Schema;
        if (schema["enum"] is JsonArray values) yield return $"one of {string.Join(", ", values.Select(value => $"`{value}`"))}";
        var (minimum, maximum) = (schema["minimum"], schema["maximum"]);
        if (minimum is not null && maximum is not null) yield return $"{minimum} to {maximum}";
        else if (minimum is not null) yield return $"at least {minimum}";
        else if (maximum is not null) yield return $"at most {maximum}";
        if (schema["minLength"] is not null || schema["minItems"] is not null) yield return "not empty";
        if (schema["maxItems"] is { } most) yield return $"at most {most} items";
        // Where a rule in CEL says it better, the pattern is for API servers without CEL.
        if (schema["pattern"] is { } pattern && !node.Rules.Any()) yield return $"`{Escape((string)pattern!)}`";
    }

    private static string Escape(string text) => text.Trim().Replace("|", "\\|", StringComparison.Ordinal);
}
