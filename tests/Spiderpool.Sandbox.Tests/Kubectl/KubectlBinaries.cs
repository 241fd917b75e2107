using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>
/// The oldest and the newest kubectl of this machine: those that SPIDERPOOL_TEST_KUBECTL names (paths with ':' between), or else
/// the one on the PATH, others beside it such as kubectl.1.33, and the one that tests/kube/run has built.
/// </summary>
internal static partial class KubectlBinaries
{
    private static readonly Lazy<SortedDictionary<Version, string>> Found = new(Find);

    /// <summary>Rows of a theory: "1.20", "1.33"; one without a version where there is no kubectl.</summary>
    public static TheoryData<string> Versions()
    {
        var versions = Found.Value.Keys.ToArray();
        return versions.Length switch
        {
            0 => ["none"],
            1 => [versions[0].ToString()],
            _ => [versions[0].ToString(), versions[^1].ToString()],
        };
    }

    public static string Newest => Found.Value.Keys.LastOrDefault()?.ToString() ?? "none";

    public static string PathOf(string version)
    {
        Assert.SkipWhen(version == "none", "kubectl is not installed");
        return Found.Value[Version.Parse(version)];
    }

    private static SortedDictionary<Version, string> Find()
    {
        var result = new SortedDictionary<Version, string>();
        foreach (var path in Candidates().Where(File.Exists).Distinct())
        {
            if (ReadVersion(path) is { } version)
                result.TryAdd(version, path);
        }

        return result;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("SPIDERPOOL_TEST_KUBECTL") is { Length: > 0 } named)
            return named.Split(':', StringSplitOptions.RemoveEmptyEntries);
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "kubectl")).Where(File.Exists)
            .Select(path => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
            ? folder : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return onPath.SelectMany(path => Directory.GetFiles(Path.GetDirectoryName(path)!, "kubectl.*").Append(path))
            .Append(Path.Combine(cache, "kube-cluster", "bin", "kubectl"));
    }

    private static Version? ReadVersion(string path)
    {
        if (VersionedName().Match(path) is { Success: true } name)
            return Version.Parse(name.Groups[1].Value);
        using var process = Process.Start(new ProcessStartInfo(path, ["version", "--client", "-o", "json"])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            return null;
        var text = JsonDocument.Parse(output).RootElement.GetProperty("clientVersion").GetProperty("gitVersion").GetString()!;
        // A dispatcher is a kubectl that starts another one, which then is among the candidates too.
        return text.Contains("dispatcher", StringComparison.Ordinal) ? null : Version.Parse(string.Join('.', text[1..].Split('.')[..2]));
    }

    [GeneratedRegex(@"/kubectl\.(\d+\.\d+)$")]
    private static partial Regex VersionedName();
}
