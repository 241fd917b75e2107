using System.Text.RegularExpressions;

namespace Spiderpool.Architecture.Tests;

/// <summary>The page of the field's cases and the tests that bear their ids say the same.</summary>
public partial class ConformancePageTests
{
    private const string Page = "docs/reference/conformance.md";

    private static readonly string[] States = ["pass", "not applicable", "differs by design", "not yet"];

    private static readonly IReadOnlyList<(string Id, string State, string Text)> Rows =
    [
        .. Row().Matches(SourceTree.Read(Page)).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)),
    ];

    private static readonly HashSet<string> Tests = SourceTree.Files("tests", "*.cs").SelectMany(TestsOf).ToHashSet();

    [Fact]
    public void Each_case_is_listed_once_with_a_state_and_what_stands_for_it()
    {
        Assert.NotEmpty(Rows);
        Assert.Empty(Rows.GroupBy(row => row.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.DoesNotContain(Rows, row => !States.Contains(row.State) || row.Text.Trim().Length == 0);
    }

    [Fact]
    public void Each_case_that_passes_names_tests_and_each_test_that_is_named_exists()
    {
        Assert.Empty(Rows.Where(row => row.State == "pass" && !TestName().IsMatch(row.Text)).Select(row => row.Id));
        Assert.Empty(Rows.SelectMany(row => Named(row.Text).Where(test => !Tests.Contains(test)).Select(test => $"{row.Id}: {test}")));
    }

    [Fact]
    public void Each_test_that_bears_an_id_is_on_the_row_of_the_case()
    {
        var named = Rows.ToDictionary(row => row.Id, row => Named(row.Text).ToHashSet());

        Assert.Empty(Tests.SelectMany(test => IdsOf(test).Where(id => named.GetValueOrDefault(id)?.Contains(test) is not true)
            .Select(id => $"{id}: {test}")));
    }

    [Fact]
    public void The_numbers_of_the_states_are_those_of_the_rows()
    {
        var counted = Count().Matches(SourceTree.Read(Page))
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value));

        Assert.Equal(States.ToDictionary(state => state, state => Rows.Count(row => row.State == state)), counted);
    }

    /// <summary><c>Class.Method</c> of each method that can be a test; a file has the name of its class.</summary>
    private static IEnumerable<string> TestsOf(string path) => Method().Matches(SourceTree.Read(path))
        .Select(match => $"{Path.GetFileNameWithoutExtension(path)}.{match.Groups[1].Value}");

    private static IEnumerable<string> Named(string text) => TestName().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Ids at the beginning of a test's name; <c>M00001_to_M00004</c> are four.</summary>
    private static IEnumerable<string> IdsOf(string test)
    {
        var last = "";
        var isRange = false;
        foreach (var part in test[(test.IndexOf('.') + 1)..].Split('_'))
        {
            if (part == "to" && last.Length > 0)
            {
                isRange = true;
                continue;
            }
            if (!Id().IsMatch(part)) yield break;
            for (var number = isRange ? int.Parse(last[1..]) + 1 : int.Parse(part[1..]); number <= int.Parse(part[1..]); number++)
                yield return $"{part[0]}{number:00000}";
            (last, isRange) = (part, false);
        }
    }

    [GeneratedRegex(@"^\| ([A-Z]\d{5}|US\d) \| [^|]+ \| ([^|]+) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| ([a-z ]+) \| (\d+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Count();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^ +public (?:async )?(?:Task|ValueTask|void) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"^[A-Z]\d{5}$")]
    private static partial Regex Id();
}
