namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>The parts of a resource URL; absent parts are empty.</summary>
internal sealed record RequestTarget(
    string Group, string Version, string Plural, string Namespace, string Name, string Subresource)
{
    /// <summary>Parses <c>/api/v1/...</c> and <c>/apis/group/version/...</c>.</summary>
    /// <returns>Null when the path does not name a resource.</returns>
    public static RequestTarget? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Parse("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Parse(group, version, rest),
            _ => null,
        };
    }

    private static RequestTarget? Parse(string group, string version, ReadOnlySpan<string> parts)
    {
        var @namespace = "";
        if (parts.Length > 2 && parts[0] == "namespaces" && !(parts.Length == 3 && parts[2] is "status" or "finalize"))
        {
            @namespace = Uri.UnescapeDataString(parts[1]);
            parts = parts[2..];
        }

        if (parts.Length > 3)
            return null;
        return new RequestTarget(group, version, parts[0], @namespace,
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", parts.Length > 2 ? parts[2] : "");
    }
}
