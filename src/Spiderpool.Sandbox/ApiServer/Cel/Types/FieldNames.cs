using System.Collections.Frozen;

namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

/// <summary>Names of properties as expressions write them (KEP-2876, "Escaping").</summary>
internal static class FieldNames
{
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>Null when no expression can name the property.</returns>
    public static string? Escape(string name)
    {
        if (Reserved.Contains(name))
            return $"__{name}__";
        if (name.Length == 0 || char.IsAsciiDigit(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/'))
            return null;
        return name.Replace("__", "__underscores__", StringComparison.Ordinal)
            .Replace(".", "__dot__", StringComparison.Ordinal)
            .Replace("-", "__dash__", StringComparison.Ordinal)
            .Replace("/", "__slash__", StringComparison.Ordinal);
    }
}
