using Spiderpool.Addressing;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Overloads from typed lambdas: parameter and result types follow from those of C#.</summary>
internal sealed partial record Overload
{
    private static readonly Dictionary<Type, CelType> Types = new()
    {
        [typeof(object)] = CelType.Dyn,
        [typeof(bool)] = CelType.Bool,
        [typeof(long)] = CelType.Int,
        [typeof(ulong)] = CelType.UInt,
        [typeof(double)] = CelType.Double,
        [typeof(string)] = CelType.String,
        [typeof(byte[])] = CelType.Bytes,
        [typeof(DateTimeOffset)] = CelType.Timestamp,
        [typeof(TimeSpan)] = CelType.Duration,
        [typeof(IReadOnlyList<object?>)] = CelType.ListOf(CelType.Dyn),
        [typeof(string[])] = CelType.ListOf(CelType.String),
        [typeof(CelMap)] = CelType.MapOf(CelType.Dyn, CelType.Dyn),
        [typeof(CelOptional)] = CelType.OptionalOf(CelType.Dyn),
        [typeof(CelType)] = CelType.Type,
        [typeof(Address)] = CelType.Ip,
        [typeof(Prefix)] = CelType.Cidr,
    };

    public static Overload Global<TResult>(string name, Func<TResult> body) =>
        new(name, false, [], _ => body()) { Result = Fixed<TResult>() };

    public static Overload Global<T1, TResult>(string name, Func<T1, TResult> body) => Of(name, false, body);

    public static Overload Global<T1, T2, TResult>(string name, Func<T1, T2, TResult> body) => Of(name, false, body);

    public static Overload Member<T1, TResult>(string name, Func<T1, TResult> body) => Of(name, true, body);

    public static Overload Member<T1, T2, TResult>(string name, Func<T1, T2, TResult> body) => Of(name, true, body);

    public static Overload Member<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> body) =>
        new(name, true, [Of<T1>(), Of<T2>(), Of<T3>()], values => body((T1)values[0]!, (T2)values[1]!, (T3)values[2]!))
        {
            Result = Fixed<TResult>(),
            Accepts = [Accept<T1>, Accept<T2>, Accept<T3>],
        };

    public static Overload Member<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> body) =>
        new(name, true, [Of<T1>(), Of<T2>(), Of<T3>(), Of<T4>()],
            values => body((T1)values[0]!, (T2)values[1]!, (T3)values[2]!, (T4)values[3]!))
        {
            Result = Fixed<TResult>(),
            Accepts = [Accept<T1>, Accept<T2>, Accept<T3>, Accept<T4>],
        };

    /// <summary>The same, for a result whose type depends on the arguments'.</summary>
    public Overload Returning(Func<CelType[], CelType> result) => this with { Result = result };

    /// <summary>The same, for a body that walks through its arguments.</summary>
    public Overload Walking() => this with { Cost = static values => 1 + Tenth(values.Sum(Sizes.Of)) };

    public static long Tenth(long length) => (length + 9) / 10;

    private static Overload Of<T1, TResult>(string name, bool isMember, Func<T1, TResult> body) =>
        new(name, isMember, [Of<T1>()], values => body((T1)values[0]!))
        {
            Result = Fixed<TResult>(),
            Accepts = [Accept<T1>],
        };

    private static Overload Of<T1, T2, TResult>(string name, bool isMember, Func<T1, T2, TResult> body) =>
        new(name, isMember, [Of<T1>(), Of<T2>()], values => body((T1)values[0]!, (T2)values[1]!))
        {
            Result = Fixed<TResult>(),
            Accepts = [Accept<T1>, Accept<T2>],
        };

    private static CelType Of<T>() => Types[typeof(T)];

    private static Func<CelType[], CelType> Fixed<T>()
    {
        var type = Of<T>();
        return _ => type;
    }

    private static bool Accept<T>(object? value) => value is T || typeof(T) == typeof(object);
}
