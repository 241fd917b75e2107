using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>docs/reference/reasons.md has what the catalogue has.</summary>
public partial class ReasonsPageTests
{
    /// <summary>Reasons that the product gives, beside the catalogue that defines them.</summary>
    private static readonly HashSet<string> Given =
    [
        .. SourceTree.Files("src", "*.cs").Where(path => !path.EndsWith("Reason.Catalogue.cs", StringComparison.Ordinal))
            .SelectMany(path => Use().Matches(SourceTree.Read(path)).Select(match => match.Groups[1].Value)),
    ];

    public static TheoryData<string> Reasons() => [.. Reason.All.Keys.Order()];

    [Fact]
    public void The_page_has_a_section_for_each_reason_and_for_nothing_else() =>
        Assert.Equal(Reason.All.Keys.Order(), ReasonsPage.Sections.Keys.Order());

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_section_says_the_code_the_meaning_and_the_remedy_of_the_catalogue(string name)
    {
        var reason = Reason.All[name];

        Assert.Equal(
            ["", $"{reason.Meaning} CNI code {reason.CniCode}.", "", $"**Do:** {reason.Remedy}"],
            ReasonsPage.Sections[name].Split('\n')[..4]);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_section_has_one_example_of_one_line_that_names_the_reason_if_the_code_gives_it(string name)
    {
        var example = ReasonsPage.Example(name);

        Assert.Equal(Given.Contains(name) ? 1 : 0, ReasonsPage.Sections[name].Split("```text").Length - 1);
        if (!Given.Contains(name)) return;
        Assert.Contains(name, example);
        Assert.DoesNotContain("?", example);
        Assert.DoesNotContain('\n', example);
    }

    [GeneratedRegex(@"\bReason\.(\w+)")]
    private static partial Regex Use();
}
