namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>Equality of values: numbers by their value whatever their type, all else only within a type.</summary>
internal static class CelEquality
{
    public static bool Equal(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (long or ulong or double, long or ulong or double) => CelOrder.CompareNumbers(left, right) == 0,
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (CelObject a, CelObject b) => EqualObjects(a, b),
        (CelMap a, CelMap b) => a.Count == b.Count && a.Keys.All(key =>
            a.TryGet(key, out var x) && b.TryGet(key, out var y) && Equal(x, y)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count
            && (left is JsonList { Unordered: true } ? EqualSets(a, b) : a.Zip(b).All(pair => Equal(pair.First, pair.Second))),
        (CelOptional a, CelOptional b) => a.HasValue == b.HasValue && Equal(a.Value, b.Value),
        _ => left.Equals(right),
    };

    private static bool EqualObjects(CelObject left, CelObject right) =>
        left.Present.Count() == right.Present.Count() && left.Present.All(name =>
            left.TryGet(name, out var x) && right.TryGet(name, out var y) && Equal(x, y));

    private static bool EqualSets(IReadOnlyList<object?> left, IReadOnlyList<object?> right) =>
        left.All(item => right.Any(other => Equal(item, other)));
}
