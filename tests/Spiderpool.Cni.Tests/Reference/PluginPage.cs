using System.Text.RegularExpressions;

namespace Spiderpool.Cni.Tests.Reference;

/// <summary>A page of docs/reference, in parts.</summary>
internal sealed partial class PluginPage(string name)
{
    public static readonly PluginPage Cni = new("cni"), Coordinator = new("coordinator");

    private readonly string _text = SourceTree.Read($"docs/reference/{name}.md");

    /// <summary>The rows of the table below a heading, without its head; a cell that is all code is without its backquotes.</summary>
    public string[][] Table(string heading) =>
    [
        .. Section(heading).Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => Plain(cell.Trim())).ToArray()),
    ];

    public string Json(int index) => Block("json", index);

    /// <summary>The lines that a person types and what each prints.</summary>
    public IReadOnlyList<(string Command, string Output)> Session(int index)
    {
        var steps = new List<(string Command, string Output)>();
        foreach (var line in Block("console", index).Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal)) steps.Add((line[2..], ""));
            else steps[^1] = (steps[^1].Command, steps[^1].Output + line + "\n");
        }
        return steps;
    }

    /// <summary>A session of one command prints this; with UPDATE_DOCS=1 it is written there.</summary>
    public void AssertSession(int index, string printed)
    {
        var (command, output) = Session(index).Single();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path.Combine(SourceTree.Root, $"docs/reference/{name}.md"), _text.Replace(
                $"$ {command}\n{output}```", $"$ {command}\n{printed}```", StringComparison.Ordinal));
            return;
        }
        Assert.Equal(output, printed);
    }

    private string Block(string language, int index) =>
        Fence().Matches(_text).Where(match => match.Groups[1].Value == language).ElementAt(index).Groups[2].Value;

    private string Section(string heading) =>
        _text.Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));

    private static string Plain(string cell) => Quoted().IsMatch(cell) ? cell.Trim('`') : cell;

    [GeneratedRegex("^```(\\w+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^`[^`]*`$")]
    private static partial Regex Quoted();
}
