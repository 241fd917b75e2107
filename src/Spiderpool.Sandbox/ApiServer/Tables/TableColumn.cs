using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary>A column that kubectl shows.</summary>
/// <param name="Priority">0 always, above 0 only with <c>-o wide</c>.</param>
/// <param name="Cell">The cell's value for an object at a time; null is shown as <c>&lt;none&gt;</c> or empty.</param>
internal sealed record TableColumn(
    string Name,
    string Type,
    string Format,
    string Description,
    int Priority,
    Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public static readonly TableColumn NameColumn = new("Name", "string", "name",
        "Name must be unique within a namespace.", 0, (tree, _) => tree["metadata"]?["name"]?.DeepClone());

    public static readonly TableColumn Age = new("Age", "string", "",
        "Time since the object was created.", 0,
        (tree, now) => Duration.Since(tree["metadata"]?["creationTimestamp"], now));

    public static readonly ImmutableArray<TableColumn> NameAndAge = [NameColumn, Age];

    public static TableColumn Text(string name, Func<JsonObject, string?> read, int priority = 0) =>
        new(name, "string", "", name, priority, (tree, _) => read(tree) is { Length: > 0 } text ? text : "<none>");
}
