using System.Diagnostics.CodeAnalysis;
using Spiderpool.Addressing;

namespace Spiderpool.Linux.Sysctl;

/// <summary>
/// Name of a kernel parameter below /proc/sys, safe to put in a path: no part is empty, <c>.</c> or <c>..</c>, or has a
/// separator, a blank or a control character.
/// </summary>
public sealed record SysctlName
{
    private const int MaxLength = 255;

    private SysctlName(string path) => Path = path;

    /// <summary>Path below /proc/sys: <c>net/ipv4/conf/eth0.100/arp_notify</c>.</summary>
    public string Path { get; }

    /// <summary>Parameter of one link: <c>net/ipv4/conf/LINK/KEY</c>. The link may be <c>all</c> or <c>default</c>.</summary>
    /// <param name="family">Family.</param>
    /// <param name="link">Name of the link; may have dots.</param>
    /// <param name="key">Parameter, such as <c>rp_filter</c>.</param>
    /// <exception cref="FormatException">The link or the key cannot be part of a path.</exception>
    public static SysctlName OfLink(IPFamily family, string link, string key) => Of("conf", family, link, key);

    /// <summary>Parameter of the neighbours of one link: <c>net/ipv4/neigh/LINK/KEY</c>.</summary>
    /// <inheritdoc cref="OfLink"/>
    public static SysctlName OfNeighbours(IPFamily family, string link, string key) => Of("neigh", family, link, key);

    /// <summary>
    /// Parses a name as sysctl(8) does: the first separator, <c>.</c> or <c>/</c>, is the separator, and the other one
    /// stands for itself (after a first <c>.</c>, a <c>/</c> means a dot: <c>net.ipv4.conf.eth0/100.rp_filter</c>).
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SysctlName? name)
    {
        name = null;
        if (text.Length is 0 or > MaxLength) return false;
        var first = text.AsSpan().IndexOfAny('.', '/');
        if (first < 0) return false;
        var path = text[first] == '/' ? text : string.Create(text.Length, text, static (result, source) =>
        {
            for (var i = 0; i < result.Length; i++) result[i] = source[i] switch { '.' => '/', '/' => '.', var c => c };
        });
        foreach (var part in path.Split('/'))
        {
            if (!IsSafe(part)) return false;
        }
        name = new SysctlName(path);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no such name.</exception>
    public static SysctlName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException(
            $"\"{text[..Math.Min(text.Length, 80)]}\" is not the name of a kernel parameter (net.ipv4.ip_forward)");

    public override string ToString() => Path;

    private static SysctlName Of(string group, IPFamily family, string link, string key)
    {
        foreach (var part in (ReadOnlySpan<string>)[link, key])
        {
            if (!IsSafe(part)) throw new FormatException($"\"{part}\" cannot be part of the name of a kernel parameter");
        }
        return new SysctlName($"net/{(family == IPFamily.IPv4 ? "ipv4" : "ipv6")}/{group}/{link}/{key}");
    }

    private static bool IsSafe(string part)
    {
        if (part.Length is 0 or > MaxLength || part is "." or "..") return false;
        foreach (var c in part)
        {
            if (c == '/' || char.IsControl(c) || char.IsWhiteSpace(c)) return false;
        }
        return true;
    }
}
