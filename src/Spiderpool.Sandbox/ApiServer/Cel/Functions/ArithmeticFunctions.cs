using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The arithmetic operators; integers that leave their range are errors.</summary>
internal static class ArithmeticFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Global("_+_", (long a, long b) => checked(a + b)),
        Global("_+_", (ulong a, ulong b) => checked(a + b)),
        Global("_+_", (double a, double b) => a + b),
        Global("_+_", (string a, string b) => a + b).Walking(),
        Global("_+_", (byte[] a, byte[] b) => (byte[])[.. a, .. b]).Walking(),
        Global("_+_", (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => Concatenate(a, b)).Walking()
            .Returning(types => CelType.Join(types[0], types[1])),
        Global("_+_", (DateTimeOffset a, TimeSpan b) => a + b),
        Global("_+_", (TimeSpan a, DateTimeOffset b) => b + a),
        Global("_+_", (TimeSpan a, TimeSpan b) => a + b),
        Global("_-_", (long a, long b) => checked(a - b)),
        Global("_-_", (ulong a, ulong b) => checked(a - b)),
        Global("_-_", (double a, double b) => a - b),
        Global("_-_", (DateTimeOffset a, DateTimeOffset b) => a - b),
        Global("_-_", (DateTimeOffset a, TimeSpan b) => a - b),
        Global("_-_", (TimeSpan a, TimeSpan b) => a - b),
        Global("_*_", (long a, long b) => checked(a * b)),
        Global("_*_", (ulong a, ulong b) => checked(a * b)),
        Global("_*_", (double a, double b) => a * b),
        Global("_/_", (long a, long b) => a / NotZero(b, "division by zero")),
        Global("_/_", (ulong a, ulong b) => a / NotZero(b, "division by zero")),
        Global("_/_", (double a, double b) => a / b),
        // The smallest integer modulo -1 is 0, but the processor traps.
        Global("_%_", (long a, long b) => NotZero(b, "modulus by zero") == -1 ? 0 : a % b),
        Global("_%_", (ulong a, ulong b) => a % NotZero(b, "modulus by zero")),
        Global("-_", (long a) => checked(-a)),
        Global("-_", (double a) => -a),
    ];

    private static IReadOnlyList<object?> Concatenate(IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
        a is JsonList { Unordered: true } set ? set.Union(b) : [.. a, .. b];

    private static T NotZero<T>(T divisor, string message)
        where T : struct, IEquatable<T> => divisor.Equals(default) ? throw new CelException(message) : divisor;
}
