using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>docs/reference/annotations.md names the keys that the code knows.</summary>
public partial class AnnotationsPageTests
{
    private const string Page = "docs/reference/annotations.md";

    [Fact]
    public void The_tables_have_each_key_that_is_read_and_no_other()
    {
        var keys = typeof(AnnotationKeys).GetFields().Where(field => field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(keys.Order(), Row().Matches(SourceTree.Read(Page)).Select(match => match.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void The_limit_of_a_value_is_told() =>
        Assert.Contains($"{AnnotationKeys.MaxValueLength} characters", SourceTree.Read(Page));

    [GeneratedRegex(@"^\| `([a-z0-9.-]+/[a-z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
