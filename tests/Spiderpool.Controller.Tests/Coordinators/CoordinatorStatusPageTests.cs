using System.Text.RegularExpressions;
using Spiderpool.Controller.Coordinators;

namespace Spiderpool.Controller.Tests.Coordinators;

/// <summary>docs/reference/coordinator-status.md says what the code does.</summary>
public partial class CoordinatorStatusPageTests
{
    private static readonly string Page = SourceTree.Read("docs/reference/coordinator-status.md");

    [Fact]
    public void The_table_of_networks_is_what_auto_means()
    {
        var rows = Row().Matches(Page).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Item2, PodCidrType.Resolve("auto", row.Item1)));
    }

    [Fact]
    public void The_conditions_are_those_of_the_status()
    {
        var status = CoordinatorStatus.Of(CoordinatorStatusTests.New("none"), new NetworkFacts(), DateTimeOffset.UnixEpoch);

        Assert.Equal(status.Conditions!.Select(condition => condition.Type),
            Condition().Matches(Page).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| `([a-z]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([A-Z][A-Za-z]+)` \| ", RegexOptions.Multiline)]
    private static partial Regex Condition();
}
