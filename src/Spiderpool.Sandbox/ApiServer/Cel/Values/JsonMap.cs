using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Types;

namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A JSON object whose members all have one type.</summary>
internal sealed class JsonMap(JsonObject map, CelType element) : CelMap
{
    public override int Count => map.Count;

    public override IEnumerable<object> Keys => map.Select(member => member.Key);

    public override bool TryGet(object? key, out object? value)
    {
        var found = map.TryGetPropertyValue(key as string ?? "", out var node) && key is string;
        value = found ? JsonValues.Convert(node, element) : null;
        return found;
    }
}
