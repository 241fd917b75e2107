using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Optional values (cel-go's OptionalTypes); <c>oldSelf</c> is one in rules with <c>optionalOldSelf</c>.</summary>
internal static class OptionalFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Global("optional.none", () => CelOptional.None),
        Global("optional.of", (object? value) => CelOptional.Of(value)).Returning(types => CelType.OptionalOf(types[0])),
        Global("optional.ofNonZeroValue", (object? value) => IsZero(value) ? CelOptional.None : CelOptional.Of(value))
            .Returning(types => CelType.OptionalOf(types[0])),
        Member("hasValue", (CelOptional optional) => optional.HasValue),
        Member("value", (CelOptional optional) =>
            optional.HasValue ? optional.Value : throw new CelException("optional.none() dereference")).Returning(Element),
        Member("or", (CelOptional first, CelOptional second) => first.HasValue ? first : second)
            .Returning(types => CelType.Join(types[0], types[1])),
        Member("orValue", (CelOptional optional, object? other) => optional.HasValue ? optional.Value : other)
            .Returning(types => CelType.Join(Element(types), types[1])),
    ];

    private static CelType Element(CelType[] types) => types[0].Element ?? CelType.Dyn;

    private static bool IsZero(object? value) => value switch
    {
        null or false or 0L or 0UL or 0.0 or "" => true,
        byte[] { Length: 0 } or IReadOnlyList<object?> { Count: 0 } or CelMap { Count: 0 } => true,
        TimeSpan span => span == TimeSpan.Zero,
        _ => false,
    };
}
