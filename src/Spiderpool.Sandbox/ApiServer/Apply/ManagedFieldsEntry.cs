using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>One entry of <c>metadata.managedFields</c>.</summary>
/// <param name="Operation">Apply or Update.</param>
/// <param name="Time">When the manager last took fields.</param>
internal sealed record ManagedFieldsEntry(
    string Manager, string Operation, string ApiVersion, string Subresource, string Time, FieldSet Fields)
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    /// <returns>Null when the entry is not one that a server wrote.</returns>
    public static ManagedFieldsEntry? Parse(JsonNode? entry) =>
        entry.Object("fieldsV1") is { } fields && entry.Text("operation") is Apply or Update
            ? new ManagedFieldsEntry(entry.Text("manager") ?? "", entry.Text("operation")!, entry.Text("apiVersion") ?? "",
                entry.Text("subresource") ?? "", entry.Text("time") ?? "", FieldSet.Parse(fields))
            : null;

    /// <summary>Whether both are one manager; an applier stays the same whatever version it applies.</summary>
    public bool IsSame(ManagedFieldsEntry other) =>
        Manager == other.Manager && Operation == other.Operation && Subresource == other.Subresource
        && (Operation == Apply || ApiVersion == other.ApiVersion);

    public JsonObject ToJson()
    {
        var result = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
            result["subresource"] = Subresource;
        return result;
    }

    /// <summary>As conflicts name a manager.</summary>
    public override string ToString()
    {
        var name = $"\"{Manager}\"";
        if (Subresource.Length > 0)
            name += $" with subresource \"{Subresource}\"";
        return Operation == Update ? $"{name} using {ApiVersion}" : name;
    }
}
