using Spiderpool.Sandbox.ApiServer.Cel.Syntax;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Index, membership and size.</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Global(Operators.Index, (IReadOnlyList<object?> list, long index) => Item(list, index)).Returning(Element),
        Global(Operators.Index, (CelMap map, object? key) => map.TryGet(key, out var value) ? value : CelError.NoKey(key))
            .Returning(Element),
        Global(Operators.OptionalIndex, (IReadOnlyList<object?> list, long index) => index >= 0 && index < list.Count
            ? CelOptional.Of(list[(int)index]) : CelOptional.None).Returning(types => CelType.OptionalOf(Element(types))),
        Global(Operators.OptionalIndex, (CelMap map, object? key) => map.TryGet(key, out var value)
            ? CelOptional.Of(value) : CelOptional.None).Returning(types => CelType.OptionalOf(Element(types))),
        Global(Operators.In, (object? item, IReadOnlyList<object?> list) => list.Any(other => CelEquality.Equal(item, other)))
            .Walking(),
        Global(Operators.In, (object? key, CelMap map) => map.TryGet(key, out _)),
        .. Size((string text) => CodePoints.Count(text)),
        .. Size((byte[] bytes) => bytes.LongLength),
        .. Size((IReadOnlyList<object?> list) => (long)list.Count),
        .. Size((CelMap map) => (long)map.Count),
    ];

    private static IEnumerable<Overload> Size<T>(Func<T, long> size) => [Global("size", size), Member("size", size)];

    private static CelType Element(CelType[] types) => types[0].Element ?? CelType.Dyn;

    private static object? Item(IReadOnlyList<object?> list, long index) => index >= 0 && index < list.Count
        ? list[(int)index]
        : throw new CelException($"index out of bounds: {index}");
}
