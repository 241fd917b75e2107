using System.Globalization;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary><c>metav1.Time</c>: RFC 3339 in seconds, UTC.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
