using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

/// <summary>The type of an expression.</summary>
/// <param name="Element">Of a list, of the values of a map, or of an optional.</param>
/// <param name="Key">Of a map.</param>
internal sealed record CelType(CelKind Kind, CelType? Element = null, CelType? Key = null)
{
    public static readonly CelType Dyn = new(CelKind.Dyn);
    public static readonly CelType Null = new(CelKind.Null);
    public static readonly CelType Bool = new(CelKind.Bool);
    public static readonly CelType Int = new(CelKind.Int);
    public static readonly CelType UInt = new(CelKind.UInt);
    public static readonly CelType Double = new(CelKind.Double);
    public static readonly CelType String = new(CelKind.String);
    public static readonly CelType Bytes = new(CelKind.Bytes);
    public static readonly CelType Timestamp = new(CelKind.Timestamp);
    public static readonly CelType Duration = new(CelKind.Duration);
    public static readonly CelType Type = new(CelKind.Type);
    public static readonly CelType Ip = new(CelKind.Ip);
    public static readonly CelType Cidr = new(CelKind.Cidr);

    /// <summary>The types that an expression can name, by their names.</summary>
    public static readonly FrozenDictionary<string, CelType> Named = new[]
    {
        Bool, Int, UInt, Double, String, Bytes, Null, Timestamp, Duration, Type, ListOf(Dyn), MapOf(Dyn, Dyn),
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Of an object, by the names that expressions use.</summary>
    public ImmutableDictionary<string, CelField> Fields { get; init; } = ImmutableDictionary<string, CelField>.Empty;

    /// <summary>Of a list: the order does not count (<c>x-kubernetes-list-type: set</c> and <c>map</c>).</summary>
    public bool Unordered { get; init; }

    /// <summary>Of an unordered list of objects: the JSON names of the fields that tell the items apart.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The name that <c>type(x)</c> compares and shows.</summary>
    public string Name => Kind switch
    {
        CelKind.Null => "null_type",
        CelKind.Timestamp => "google.protobuf.Timestamp",
        CelKind.Duration => "google.protobuf.Duration",
        CelKind.Optional => "optional_type",
        CelKind.Ip => "net.IP",
        CelKind.Cidr => "net.CIDR",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    public static CelType ListOf(CelType element) => new(CelKind.List, element);

    public static CelType MapOf(CelType key, CelType element) => new(CelKind.Map, element, key);

    public static CelType OptionalOf(CelType element) => new(CelKind.Optional, element);

    /// <summary>Whether values of the one type can be where the other is expected.</summary>
    public static bool Fits(CelType given, CelType wanted)
    {
        if (given.Kind == CelKind.Dyn || wanted.Kind == CelKind.Dyn)
            return true;
        if (given.Kind == CelKind.Null || wanted.Kind == CelKind.Null)
            return (given.Kind == CelKind.Null ? wanted : given).Kind
                is CelKind.Null or CelKind.Object or CelKind.Timestamp or CelKind.Duration or CelKind.Optional;
        return given.Kind == wanted.Kind
            && Fits(given.Element ?? Dyn, wanted.Element ?? Dyn)
            && Fits(given.Key ?? Dyn, wanted.Key ?? Dyn);
    }

    /// <summary>The more exact of two types that fit each other.</summary>
    public static CelType Join(CelType left, CelType right) => left.Kind is CelKind.Dyn or CelKind.Null ? right : left;

    /// <summary>As cel-go writes types in errors, such as <c>map(string, list(int))</c>.</summary>
    public override string ToString() => Kind switch
    {
        CelKind.List or CelKind.Optional => $"{Name}({Element})",
        CelKind.Map => $"map({Key}, {Element})",
        CelKind.Null => "null",
        CelKind.Timestamp => "timestamp",
        CelKind.Duration => "duration",
        _ => Name,
    };
}
