using System.Text.RegularExpressions;

namespace Spiderpool.Controller.Tests.Metrics;

/// <summary>docs/reference/metrics.md.</summary>
internal static partial class MetricsPage
{
    /// <summary>Name and type of each metric below a heading, as <c>name type</c>.</summary>
    public static IEnumerable<string> Below(string heading)
    {
        var section = SourceTree.Read("docs/reference/metrics.md").Split("\n## ").Single(part => part.StartsWith($"{heading}\n"));
        return Row().Matches(section).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}");
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
