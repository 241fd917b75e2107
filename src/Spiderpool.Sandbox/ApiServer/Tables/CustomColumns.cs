using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary><c>additionalPrinterColumns</c> of a CustomResourceDefinition.</summary>
internal static class CustomColumns
{
    public static ImmutableArray<TableColumn> Compile(JsonArray? columns, string path, List<FieldError> errors)
    {
        if (columns is not { Count: > 0 })
            return [TableColumn.NameColumn, TableColumn.Age with { Type = "date" }];
        var result = ImmutableArray.CreateBuilder<TableColumn>();
        result.Add(TableColumn.NameColumn);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            try
            {
                var (type, jsonPath) = (column.Text("type") ?? "string", JsonPath.Parse(column.Text("jsonPath") ?? ""));
                result.Add(new TableColumn(column.Text("name") ?? "", type, column.Text("format") ?? "",
                    column.Text("description") ?? "", (int)(column.Integer("priority") ?? 0),
                    (tree, now) => Cell(type, jsonPath.Find(tree).FirstOrDefault(), now)));
            }
            catch (FormatException e)
            {
                errors.Add(FieldError.Invalid($"{path}[{i}].jsonPath", FieldError.Show(column.Member("jsonPath")), e.Message));
            }
        }

        return result.ToImmutable();
    }

    private static JsonNode? Cell(string type, JsonNode? value, DateTimeOffset now) => (type, value) switch
    {
        (_, null) => null,
        ("date", _) => Duration.Since(value, now),
        ("string", JsonValue scalar) => scalar.AsText() ?? scalar.ToJsonString(),
        ("string", _) => value.ToJsonString(),
        ("integer", _) => value.AsInteger() is { } integer ? JsonValue.Create(integer) : null,
        _ => value.DeepClone(),
    };
}
