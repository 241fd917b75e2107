using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The operators of order.</summary>
internal static class ComparisonFunctions
{
    private static readonly CelType[] Numbers = [CelType.Int, CelType.UInt, CelType.Double];

    private static readonly CelType[] Others = [CelType.Bool, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration];

    public static IEnumerable<Overload> All =>
    [
        .. Operator("_<_", order => order < 0),
        .. Operator("_<=_", order => order <= 0),
        .. Operator("_>_", order => order > 0),
        .. Operator("_>=_", order => order >= 0),
    ];

    private static IEnumerable<Overload> Operator(string name, Predicate<int> holds)
    {
        var dynamic = Global(name, (object? left, object? right) => left switch
        {
            double.NaN => false,
            _ when right is double.NaN => false,
            _ => holds(CelOrder.Compare(left, right) ?? throw new CelException(CelError.NoOverload.Message)),
        }).Walking();
        var pairs = Numbers.SelectMany(left => Numbers.Select(right => new[] { left, right }))
            .Concat(Others.Select(type => new[] { type, type }));
        return [.. pairs.Select(pair => dynamic with { Parameters = pair })];
    }
}
