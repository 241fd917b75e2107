using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Parts of timestamps, in UTC, and durations in whole units.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Member("getFullYear", (DateTimeOffset time) => (long)time.UtcDateTime.Year),
        Member("getMonth", (DateTimeOffset time) => time.UtcDateTime.Month - 1L),
        Member("getDate", (DateTimeOffset time) => (long)time.UtcDateTime.Day),
        Member("getDayOfMonth", (DateTimeOffset time) => time.UtcDateTime.Day - 1L),
        Member("getDayOfWeek", (DateTimeOffset time) => (long)time.UtcDateTime.DayOfWeek),
        Member("getDayOfYear", (DateTimeOffset time) => time.UtcDateTime.DayOfYear - 1L),
        Member("getHours", (DateTimeOffset time) => (long)time.UtcDateTime.Hour),
        Member("getMinutes", (DateTimeOffset time) => (long)time.UtcDateTime.Minute),
        Member("getSeconds", (DateTimeOffset time) => (long)time.UtcDateTime.Second),
        Member("getMilliseconds", (DateTimeOffset time) => (long)time.UtcDateTime.Millisecond),
        Member("getHours", (TimeSpan span) => (long)span.TotalHours),
        Member("getMinutes", (TimeSpan span) => (long)span.TotalMinutes),
        Member("getSeconds", (TimeSpan span) => (long)span.TotalSeconds),
        Member("getMilliseconds", (TimeSpan span) => (long)span.Milliseconds),
    ];
}
