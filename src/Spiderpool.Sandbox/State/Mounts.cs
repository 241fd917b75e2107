using System.Globalization;
using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.State;

/// <summary>The mount points of this process (proc(5), mountinfo).</summary>
internal static partial class Mounts
{
    /// <summary>Mount points below a folder, the latest first; one that is mounted over comes once for each mount.</summary>
    public static IReadOnlyList<string> Below(string folder) => Below(folder, File.ReadLines("/proc/self/mountinfo"));

    internal static IReadOnlyList<string> Below(string folder, IEnumerable<string> mountinfo) =>
        [.. mountinfo.Select(line => Unescape(line.Split(' ')[4]))
            .Where(path => path.StartsWith(folder + '/', StringComparison.Ordinal)).Reverse()];

    private static string Unescape(string path) => Escape().Replace(path, match =>
        ((char)Convert.ToInt32(match.Value[1..], 8)).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\\[0-7]{3}")]
    private static partial Regex Escape();
}
