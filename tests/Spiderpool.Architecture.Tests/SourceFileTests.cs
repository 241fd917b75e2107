namespace Spiderpool.Architecture.Tests;

/// <summary>Files stay short enough to be read at once: CONTRIBUTING.md, "Rules".</summary>
public class SourceFileTests
{
    private const int LongestFile = 300;
    // Ten more than .editorconfig asks for: a text that breaks badly may stand out a little.
    private const int LongestLine = 140;
    private const int LongestProgram = 60;

    private static IEnumerable<string> Sources =>
        new[] { "src", "apps", "tests", "benchmarks" }
            .Where(folder => Directory.Exists(Path.Combine(SourceTree.Root, folder)))
            .SelectMany(folder => SourceTree.Files(folder, "*.cs"));

    [Fact]
    public void No_source_file_is_longer_than_a_reader_bears()
    {
        string[] tooLong = [.. Sources.Where(path => Lines(path).Length > LongestFile)];

        Assert.Empty(tooLong);
    }

    [Fact]
    public void The_median_product_file_is_short()
    {
        int[] lengths = [.. SourceTree.Files("src", "*.cs").Select(path => Lines(path).Length).Order()];
        int median = lengths[lengths.Length / 2];

        Assert.True(median < 60, $"The median of {lengths.Length} files is {median} lines.");
    }

    [Fact]
    public void No_line_is_much_wider_than_the_editor_config_says()
    {
        string[] tooWide =
        [
            .. Sources.SelectMany(path => Lines(path)
                .Select((line, index) => (line, place: $"{path}:{index + 1}"))
                .Where(item => item.line.Length > LongestLine)
                .Select(item => item.place)),
        ];

        Assert.Empty(tooWide);
    }

    [Fact]
    public void An_app_is_its_Program_only()
    {
        string[] others =
        [
            .. Sources.Where(path => path.StartsWith("apps/", StringComparison.Ordinal))
                .Where(path => Path.GetFileName(path) != "Program.cs" || Lines(path).Length > LongestProgram),
        ];

        Assert.Empty(others);
    }

    private static string[] Lines(string path) => SourceTree.Read(path).Split('\n');
}
