namespace Spiderpool.Api.Tests.Reference;

/// <summary>docs/reference/reasons.md has what the catalogue has.</summary>
public class ReasonsPageTests
{
    public static TheoryData<string> Reasons() => [.. Reason.All.Keys.Order()];

    [Fact]
    public void The_page_has_a_section_for_each_reason_and_for_nothing_else() =>
        Assert.Equal(Reason.All.Keys.Order(), ReasonsPage.Sections.Keys.Order());

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_section_says_the_code_the_meaning_and_the_remedy_of_the_catalogue(string name)
    {
        var reason = Reason.All[name];

        Assert.StartsWith($"\n{reason.Meaning} CNI code {reason.CniCode}.\n\n**Do:** {reason.Remedy}\n\n", ReasonsPage.Sections[name]);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_section_has_one_example_of_one_line_that_names_the_reason(string name)
    {
        var example = ReasonsPage.Example(name);

        Assert.Contains(name, example);
        Assert.DoesNotContain('\n', example);
        Assert.Single(ReasonsPage.Sections[name].Split("```text").Skip(1));
    }
}
