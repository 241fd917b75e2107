using System.Text.Json.Nodes;
using Spiderpool.Api.Tests.Manifests;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>What docs/reference/crds.md says of one kind, made of its manifest.</summary>
internal static class CrdTable
{
    public static IEnumerable<string> Render(CrdManifest manifest)
    {
        var names = manifest.Spec["names"]!;
        yield return $"* Resource `{manifest.Definition.Plural}`, short name `{names["shortNames"]![0]}`, "
            + (manifest.Definition.IsNamespaced ? "namespaced" : "cluster-scoped")
            + (manifest.Version["subresources"]?["status"] is null ? "" : ", with status subresource");
        if (manifest.Columns.Any())
        {
            var wide = manifest.Columns.Where(column => column["priority"] is not null).ToArray();
            yield return $"* Columns {Names(manifest.Columns.Except(wide))}" + (wide.Length == 0 ? "" : $"; with `-o wide` {Names(wide)}");
        }
        foreach (var part in new SchemaNode("", manifest.Schema, null).Children)
        {
            yield return "";
            foreach (var line in Table(part)) yield return line;
        }
    }

    private static string Names(IEnumerable<JsonObject> columns) => string.Join(", ", columns.Select(column => $"`{column["name"]}`"));

    private static IEnumerable<string> Table(SchemaNode part)
    {
        var isSpec = part.Path == ".spec";
        yield return isSpec ? "| Field of `spec` | Type | Default | Mutable | Meaning | Rules |" : "| Field of `status` | Type | Meaning |";
        yield return isSpec ? "|---|---|---|---|---|---|" : "|---|---|---|";
        foreach (var row in FieldRow.Of(part))
        {
            yield return isSpec
                ? $"| {row.Field} | {row.Type} | {row.Default} | {row.Mutable} | {row.Meaning} | {row.Rules} |"
                : $"| {row.Field} | {row.Type} | {row.Meaning} |";
        }
        if (isSpec && FieldRow.Messages(part).ToArray() is { Length: > 0 } rules)
        {
            yield return "";
            yield return "Rules about several fields:";
            yield return "";
            foreach (var rule in rules) yield return $"* {rule}";
        }
    }
}
