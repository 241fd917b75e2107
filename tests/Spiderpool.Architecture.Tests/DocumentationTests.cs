using System.Text.RegularExpressions;

namespace Spiderpool.Architecture.Tests;

public partial class DocumentationTests
{
    private static IEnumerable<string> Pages =>
        SourceTree.Files("docs", "*.md").Concat(["README.md", "README-zh_CN.md", "CONTRIBUTING.md"]);

    [Fact]
    public void Every_link_into_the_tree_leads_somewhere()
    {
        IEnumerable<string> dead = Pages.SelectMany(page => Links(page)
            .Where(link => !link.Contains("://") && !link.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(SourceTree.Root, Path.GetDirectoryName(page)!, link.Split('#')[0])))
            .Select(link => $"{page}: {link}"));

        Assert.Empty(dead);
    }

    [Fact]
    public void The_two_READMEs_say_the_same()
    {
        const string English = "README.md", Chinese = "README-zh_CN.md";
        static string[] Shape(string page) =>
            [.. SourceTree.Read(page).Split('\n').Select(line => LineKind().Match(line).Value).Where(kind => kind.Length > 0)];

        Assert.Equal(Shape(English), Shape(Chinese));
        Assert.Equal(Links(English), Links(Chinese));
        Assert.Equal(MakeTargets(English), MakeTargets(Chinese));
    }

    [Fact]
    public void Every_make_target_that_is_named_exists()
    {
        HashSet<string> targets = [.. TargetDefinition().Matches(SourceTree.Read("Makefile")).Select(match => match.Groups[1].Value)];

        Assert.Empty(Pages.SelectMany(page => MakeTargets(page).Except(targets).Select(target => $"{page}: make {target}")));
    }

    [Fact]
    public void Every_path_that_the_contributing_guide_names_exists()
    {
        string[] missing =
        [
            .. PathInCode().Matches(SourceTree.Read("CONTRIBUTING.md")).Select(match => match.Groups[1].Value)
                .Where(path => !Path.Exists(Path.Combine(SourceTree.Root, path))),
        ];

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(SourceTree.Read(page)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> MakeTargets(string page) =>
        MakeCommand().Matches(SourceTree.Read(page)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:^|`)make ([a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex MakeCommand();

    [GeneratedRegex(@"^([a-z][a-z-]*):", RegexOptions.Multiline)]
    private static partial Regex TargetDefinition();

    [GeneratedRegex(@"`((?:src|apps|tests|charts|docs|build)/[^`\s]*)")]
    private static partial Regex PathInCode();

    /// <summary>What must be in step: headings, table rows, code fences, list items.</summary>
    [GeneratedRegex(@"^(#+ |\||```|\* )")]
    private static partial Regex LineKind();
}
