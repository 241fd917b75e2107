using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>
/// docs/reference/reasons.md. The tests of the project that makes a message compare it with the example of the page, so that
/// no example is invented; with UPDATE_DOCS=1 they write it there.
/// </summary>
internal static partial class ReasonsPage
{
    private const string Path = "docs/reference/reasons.md";

    /// <summary>The text below each heading, by reason.</summary>
    public static IReadOnlyDictionary<string, string> Sections => Section().Matches(SourceTree.Read(Path))
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The example message of a reason.</summary>
    public static string Example(string reason) => ExampleBlock().Match(Sections[reason]).Groups[1].Value;

    public static void AssertExample(string reason, string message)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") Write(reason, message);
        Assert.Equal(Example(reason), message);
    }

    private static void Write(string reason, string message)
    {
        var page = SourceTree.Read(Path);
        var section = Sections[reason];
        var updated = ExampleBlock().Replace(section, _ => $"```text\n{message}\n```");
        File.WriteAllText(System.IO.Path.Combine(SourceTree.Root, Path), page.Replace(section, updated, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^### (\w+)\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("^```text\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExampleBlock();
}
