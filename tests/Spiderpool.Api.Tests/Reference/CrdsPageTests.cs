using System.Text.RegularExpressions;
using Spiderpool.Api.Tests.Manifests;

namespace Spiderpool.Api.Tests.Reference;

/// <summary>docs/reference/crds.md: prose by hand, and between marks what the manifests say.</summary>
public partial class CrdsPageTests
{
    private const string Page = "docs/reference/crds.md";

    [Fact]
    public void The_page_says_of_each_kind_what_its_manifest_says()
    {
        var page = SourceTree.Read(Page);
        var rendered = Block().Replace(page, match =>
        {
            var lines = CrdTable.Render(CrdManifest.All[match.Groups[1].Value]);
            return $"<!-- manifest {match.Groups[1].Value} -->\n\n{string.Join('\n', lines)}\n\n<!-- end -->";
        });
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(Path.Combine(SourceTree.Root, Page), rendered);

        Assert.Equal(CrdManifest.All.Keys.Order(), Block().Matches(page).Select(match => match.Groups[1].Value).Order());
        Assert.True(rendered == page, $"{Page} differs from the manifests: UPDATE_DOCS=1 build/test Api writes it");
    }

    [Fact]
    public void Each_kind_has_a_heading_of_its_own() =>
        Assert.Equal(
            CrdManifest.All.Values.Select(manifest => manifest.Definition.Kind).Order(),
            Kind().Matches(SourceTree.Read(Page)).Select(match => match.Groups[1].Value).Order());

    [GeneratedRegex("<!-- manifest ([a-z]+) -->.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^## (Spider[A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Kind();
}
