using System.Text.RegularExpressions;

namespace Spiderpool.Cni.Tests.Reference;

/// <summary>docs/reference/cni.md, in parts.</summary>
internal static partial class CniPage
{
    private static readonly string Text = SourceTree.Read("docs/reference/cni.md");

    /// <summary>The rows of the table below a heading, without its head; a cell that is all code is without its backquotes.</summary>
    public static string[][] Table(string heading) =>
    [
        .. Section(heading).Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => Plain(cell.Trim())).ToArray()),
    ];

    public static string Json(int index) => Block("json", index);

    /// <summary>The lines that a person types and what each prints.</summary>
    public static IReadOnlyList<(string Command, string Output)> Session(int index)
    {
        var steps = new List<(string Command, string Output)>();
        foreach (var line in Block("console", index).Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal)) steps.Add((line[2..], ""));
            else steps[^1] = (steps[^1].Command, steps[^1].Output + line + "\n");
        }
        return steps;
    }

    private static string Block(string language, int index) =>
        Fence().Matches(Text).Where(match => match.Groups[1].Value == language).ElementAt(index).Groups[2].Value;

    private static string Section(string heading) =>
        Text.Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));

    private static string Plain(string cell) => Quoted().IsMatch(cell) ? cell.Trim('`') : cell;

    [GeneratedRegex("^```(\\w+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^`[^`]*`$")]
    private static partial Regex Quoted();
}
