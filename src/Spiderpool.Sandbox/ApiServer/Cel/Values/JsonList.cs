using System.Collections;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Types;

namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A JSON array; items become values when they are read.</summary>
internal sealed class JsonList(JsonArray list, CelType type) : IReadOnlyList<object?>
{
    public int Count => list.Count;

    /// <summary>See <see cref="CelType.Unordered"/>.</summary>
    public bool Unordered => type.Unordered;

    public object? this[int index] => JsonValues.Convert(list[index], type.Element!);

    public IEnumerator<object?> GetEnumerator() => list.Select(item => JsonValues.Convert(item, type.Element!)).GetEnumerator();

    /// <summary>As lists of the type set or map add up: an item that is there already is replaced.</summary>
    public IReadOnlyList<object?> Union(IEnumerable<object?> others)
    {
        var result = this.ToList();
        foreach (var other in others)
        {
            var index = result.FindIndex(item => Same(item, other));
            if (index < 0)
                result.Add(other);
            else
                result[index] = other;
        }

        return result;
    }

    private bool Same(object? left, object? right) =>
        left is CelObject a && right is CelObject b && type.Keys.Length > 0
            ? a.Identity(type.Keys) == b.Identity(type.Keys)
            : CelEquality.Equal(left, right);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
