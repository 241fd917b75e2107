using System.Globalization;
using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Timestamps (RFC 3339) and durations (as Go writes them) as text, to 100 ns.</summary>
internal static partial class TimeText
{
    private static readonly string[] TimestampFormats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    public static DateTimeOffset ParseTimestamp(string text) =>
        DateTimeOffset.TryParseExact(LongFraction().Replace(text, "$1"), TimestampFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new CelException($"parsing time \"{text}\" as RFC 3339 failed");

    public static TimeSpan ParseDuration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success)
            throw new CelException($"time: invalid duration \"{text}\"");
        var ticks = 0m;
        for (var i = 0; i < match.Groups["n"].Captures.Count; i++)
        {
            var number = decimal.Parse(match.Groups["n"].Captures[i].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
            ticks += number * TicksOf(match.Groups["u"].Captures[i].Value);
        }

        // As Go, which counts nanoseconds in 64 bits.
        return ticks <= long.MaxValue / 100
            ? TimeSpan.FromTicks((long)(text.StartsWith('-') ? -ticks : ticks))
            : throw new CelException($"time: invalid duration \"{text}\"");
    }

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Format(TimeSpan span) => $"{(span.Ticks / 1e7m).ToString("0.#######", CultureInfo.InvariantCulture)}s";

    private static decimal TicksOf(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "ns" => 0.01m,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    // Numbers of up to 12 digits: no product leaves the range of the calculation.
    [GeneratedRegex(@"^[-+]?(?:0|(?:(?<n>[0-9]{1,12}(?:\.[0-9]{1,12})?|\.[0-9]{1,12})(?<u>ns|us|µs|ms|s|m|h))+)$")]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+")]
    private static partial Regex LongFraction();
}
