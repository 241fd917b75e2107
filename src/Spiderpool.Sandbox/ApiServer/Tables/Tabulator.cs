using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary>Makes <c>meta.k8s.io/v1 Table</c>s, which kubectl prints.</summary>
/// <param name="IncludeObject">None, Metadata or Object: what each row carries of its object.</param>
internal sealed record Tabulator(ResourceDefinition Resource, string Version, string IncludeObject, DateTimeOffset Now)
{
    public JsonObject Table(IEnumerable<JsonObject> trees, JsonObject metadata, bool withHeader = true) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = $"meta.k8s.io/{Version}",
        ["metadata"] = metadata,
        ["columnDefinitions"] = withHeader ? Header() : null,
        ["rows"] = new JsonArray([.. trees.Select(Row)]),
    };

    private JsonArray Header() => new([.. Resource.Columns.Select(column => (JsonNode)new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = column.Description,
        ["priority"] = column.Priority,
    })]);

    private JsonNode Row(JsonObject tree)
    {
        var row = new JsonObject { ["cells"] = new JsonArray([.. Resource.Columns.Select(column => column.Cell(tree, Now))]) };
        switch (IncludeObject)
        {
            case "None":
                break;
            case "Object":
                row["object"] = tree.DeepClone();
                break;
            default:
                row["object"] = PartialMetadata.Of(tree, Version);
                break;
        }

        return row;
    }
}
