using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Types;

namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A JSON object with the properties of a schema; others cannot be seen.</summary>
internal sealed class CelObject(JsonObject map, CelType type)
{
    /// <summary>Names that expressions use, of the properties that are there.</summary>
    public IEnumerable<string> Present =>
        type.Fields.Where(entry => map.ContainsKey(entry.Value.JsonName)).Select(entry => entry.Key);

    public bool TryGet(string name, out object? value)
    {
        if (type.Fields.TryGetValue(name, out var field) && map.TryGetPropertyValue(field.JsonName, out var node))
        {
            value = JsonValues.Convert(node, field.Type);
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>What tells this object apart in a list with these keys.</summary>
    public string Identity(IEnumerable<string> keys) =>
        string.Join(',', keys.Select(key => map[key]?.ToJsonString() ?? "null"));
}
