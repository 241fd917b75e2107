using System.Xml.Linq;

namespace Spiderpool.Architecture.Tests;

/// <summary>The working tree this test program was built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with '/', of the tree's files that match; build output is left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Names (file name without extension) of the projects that the project refers to directly.</summary>
    public static IEnumerable<string> ProjectReferences(string projectPath) =>
        Includes(projectPath, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

    public static IEnumerable<string> PackageReferences(string projectPath) => Includes(projectPath, "PackageReference");

    private static IEnumerable<string> Includes(string projectPath, string element) =>
        XDocument.Parse(Read(projectPath)).Descendants(element).Select(item => item.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spiderpool.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"Spiderpool.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}
