using System.Globalization;

namespace Spiderpool.Kubernetes;

/// <summary>Order of resourceVersions, which are opaque by contract and numbers of one clock in fact (KEP-5504 makes it one).</summary>
internal static class ResourceVersion
{
    /// <returns>Less than, equal to or greater than zero; null when the two cannot be compared.</returns>
    public static int? Compare(string? left, string? right) =>
        left == right ? 0
        : TryParse(left, out var a) && TryParse(right, out var b) ? a.CompareTo(b)
        : null;

    private static bool TryParse(string? text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
