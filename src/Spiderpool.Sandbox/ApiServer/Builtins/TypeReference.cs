namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>What a field holds: a scalar, a described type, or a list or map of such.</summary>
/// <param name="Wrapper">Empty, <c>[]</c> for a list, <c>{}</c> for a map; lists of lists are <c>[][]</c>.</param>
/// <param name="Package">Of a described type, such as <c>core/v1</c>; empty for a scalar.</param>
internal sealed record TypeReference(string Wrapper, string Package, string Name)
{
    private static readonly HashSet<string> Scalars =
        ["string", "bytes", "boolean", "int32", "int64", "double", "time", "microTime", "quantity", "intOrString", "any"];

    /// <param name="package">For names without one.</param>
    public static TypeReference Parse(string text, string package)
    {
        var start = text.AsSpan().IndexOfAnyExcept("[]{}");
        var (wrapper, name) = (text[..start], text[start..]);
        if (Scalars.Contains(name))
            return new TypeReference(wrapper, "", name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? new TypeReference(wrapper, package, name)
            : new TypeReference(wrapper, name[..dot], name[(dot + 1)..]);
    }

    /// <summary>What a list or map of this type has as items.</summary>
    public TypeReference Item() => this with { Wrapper = Wrapper[2..] };
}
