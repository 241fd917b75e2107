using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Spiderpool.Netns.Tests.Examples;

/// <summary>The C# in docs/reference/linux.md is what this folder compiles and runs.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_example_of_the_documentation_is_compiled_and_run()
    {
        var sources = Directory.GetFiles(Folder(), "*.cs").Select(file => Plain(File.ReadAllText(file))).ToList();
        var page = File.ReadAllText(Path.Combine(Folder(), "../../../docs/reference/linux.md"));

        var blocks = Block().Matches(page).Select(match => match.Groups["code"].Value).ToList();

        Assert.True(blocks.Count >= 5, $"{blocks.Count} examples");
        Assert.All(blocks, block => Assert.Contains(sources, source => source.Contains(Plain(block), StringComparison.Ordinal)));
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // The documentation indents less.
    private static string Plain(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
