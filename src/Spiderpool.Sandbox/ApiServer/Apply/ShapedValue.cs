using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>A member of an object or an item of a list, with what is known of it.</summary>
internal readonly record struct ShapedValue(JsonNode? Value, FieldShape Shape);
