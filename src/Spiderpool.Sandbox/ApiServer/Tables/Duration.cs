using System.Globalization;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary>Ages as kubectl prints them: 45s, 3m20s, 12m, 5h2m, 3d4h, 40d, 2y30d.</summary>
internal static class Duration
{
    public static string Since(JsonNode? timestamp, DateTimeOffset now)
    {
        if (timestamp.AsText() is not { } text)
            return "<unknown>";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? Human(now - start)
            : "<invalid>";
    }

    public static string Human(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        if (seconds < -1)
            return "<invalid>";
        if (seconds < 0)
            return "0s";
        if (seconds < 120)
            return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10)
            return Pair(minutes, "m", seconds % 60, "s");
        if (minutes < 180)
            return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8)
            return Pair(hours, "h", minutes % 60, "m");
        if (hours < 48)
            return $"{hours}h";
        var days = hours / 24;
        if (days < 8)
            return Pair(days, "d", hours % 24, "h");
        if (days < 730)
            return $"{days}d";
        return days < 2920 ? Pair(days / 365, "y", days % 365, "d") : $"{days / 365}y";
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
