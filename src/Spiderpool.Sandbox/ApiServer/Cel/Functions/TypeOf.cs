using Spiderpool.Addressing;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The type of a value.</summary>
internal static class TypeOf
{
    private static readonly CelType ObjectType = new(CelKind.Object);
    private static readonly CelType OptionalType = CelType.OptionalOf(CelType.Dyn);

    public static CelType Value(object? value) => value switch
    {
        null => CelType.Named["null_type"],
        bool => CelType.Bool,
        long => CelType.Int,
        ulong => CelType.UInt,
        double => CelType.Double,
        string => CelType.String,
        byte[] => CelType.Bytes,
        DateTimeOffset => CelType.Timestamp,
        TimeSpan => CelType.Duration,
        IReadOnlyList<object?> => CelType.Named["list"],
        CelMap => CelType.Named["map"],
        CelOptional => OptionalType,
        CelType => CelType.Type,
        Address => CelType.Ip,
        Prefix => CelType.Cidr,
        _ => ObjectType,
    };
}
