using System.Collections.Frozen;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>The operators under the names by which cel-go reports them.</summary>
internal static class Operators
{
    public const string Conditional = "_?_:_";
    public const string And = "_&&_";
    public const string Or = "_||_";
    public const string Equal = "_==_";
    public const string NotEqual = "_!=_";
    public const string Not = "!_";
    public const string Negate = "-_";
    public const string In = "@in";
    public const string Index = "_[_]";
    public const string OptionalIndex = "_[?_]";

    /// <summary>Binary operators by sign, the weakest level first.</summary>
    public static readonly FrozenDictionary<string, string>[] Levels =
    [
        Level(("||", Or)),
        Level(("&&", And)),
        Level(("==", Equal), ("!=", NotEqual), ("<", "_<_"), ("<=", "_<=_"), (">", "_>_"), (">=", "_>=_"), ("in", In)),
        Level(("+", "_+_"), ("-", "_-_")),
        Level(("*", "_*_"), ("/", "_/_"), ("%", "_%_")),
    ];

    private static FrozenDictionary<string, string> Level(params (string Sign, string Name)[] operators) =>
        operators.ToFrozenDictionary(item => item.Sign, item => item.Name, StringComparer.Ordinal);
}
