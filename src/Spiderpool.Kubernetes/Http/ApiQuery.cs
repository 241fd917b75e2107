using System.Globalization;

namespace Spiderpool.Kubernetes.Http;

/// <summary>Query strings of lists, watches and patches.</summary>
internal static class ApiQuery
{
    public static string Of(ListOptions options) => Join(
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)),
        ("continue", options.Continue),
        // The API server refuses a resourceVersion beside a continue token, which holds one.
        ("resourceVersion", options.Continue is null ? options.ResourceVersion : null));

    public static string Of(WatchOptions options) => Join(
        ("watch", "true"),
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("resourceVersion", options.ResourceVersion),
        ("allowWatchBookmarks", options.AllowBookmarks ? "true" : null),
        ("timeoutSeconds", options.Timeout is { } timeout
            ? ((long)Math.Ceiling(timeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
            : null));

    public static string Of(PatchType type) => Join(
        ("fieldManager", type.FieldManager),
        ("force", type.FieldManager is null ? null : type.Force ? "true" : "false"));

    private static string Join(params ReadOnlySpan<(string Key, string? Value)> pairs)
    {
        var query = "";
        foreach (var (key, value) in pairs)
        {
            if (value is { Length: > 0 })
                query += $"{(query.Length == 0 ? "" : "&")}{key}={Uri.EscapeDataString(value)}";
        }

        return query;
    }
}
