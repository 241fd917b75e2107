using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Sandbox.Demo;

/// <summary>ping(8) in the namespace of a pod.</summary>
internal static partial class Ping
{
    private const int MaxSeconds = 3;

    /// <summary>Sends a request five times a second until the first answer.</summary>
    /// <param name="netns">Path of the namespace.</param>
    /// <param name="address">Whom to ask, of either family.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Time to the answer; null when there was none.</returns>
    public static async Task<TimeSpan?> TryAsync(string netns, string address, CancellationToken cancellationToken)
    {
        using var target = NetworkNamespace.Open(netns);
        var info = new ProcessStartInfo("ping", ["-n", "-c", "1", "-i", "0.2", "-w", $"{MaxSeconds}", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["LC_ALL"] = "C";
        using var process = NamespaceProcess.Start(target, info);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 && RoundTrip().Match(output) is { Success: true } match
                ? TimeSpan.FromMilliseconds(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                : null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [GeneratedRegex(@"time=([0-9.]+) ms")]
    private static partial Regex RoundTrip();
}
