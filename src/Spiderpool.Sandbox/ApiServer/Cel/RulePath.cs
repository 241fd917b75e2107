using System.Text;
using System.Text.RegularExpressions;
using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>The <c>fieldPath</c> of a rule, such as <c>.routes.dst</c> or <c>.labels['a.b']</c>.</summary>
internal static partial class RulePath
{
    /// <returns>What is wrong with the path below the schema, or null.</returns>
    public static string? Error(string path, StructuralSchema schema)
    {
        var steps = Steps().Matches(path);
        if (steps.Sum(step => step.Length) != path.Length)
            return $"fieldPath must be a valid path: expected [ or . but got: {path}";
        StructuralSchema? at = schema;
        foreach (Match step in steps)
        {
            at = at?.Member(NameOf(step));
            if (at is null)
                return "fieldPath must be a valid path: does not refer to a valid field";
        }

        return null;
    }

    /// <summary>As errors show it: names that need brackets without quotes.</summary>
    public static string Shown(string path)
    {
        var result = new StringBuilder();
        foreach (Match step in Steps().Matches(path))
            result.Append(step.Value[0] == '.' ? $".{NameOf(step)}" : $"[{NameOf(step)}]");
        return result.ToString();
    }

    private static string NameOf(Match step) => step.Groups["name"].Value.Replace("\\", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\['(?<name>(?:[^'\\]|\\.)+)'\]")]
    private static partial Regex Steps();
}
