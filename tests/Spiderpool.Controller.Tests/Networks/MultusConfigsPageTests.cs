using System.Text.RegularExpressions;
using Spiderpool.Api;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>docs/reference/multus-configs.md says what the code does.</summary>
public partial class MultusConfigsPageTests
{
    private const string Page = "docs/reference/multus-configs.md";

    [Fact]
    public void The_table_has_each_annotation_and_no_other()
    {
        var keys = typeof(NetworkAnnotations).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(keys.Order(), Row().Matches(SourceTree.Read(Page)).Select(match => match.Groups[1].Value).Order());
    }

    [GeneratedRegex(@"^\| `([a-z0-9.-]+/[a-zA-Z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
