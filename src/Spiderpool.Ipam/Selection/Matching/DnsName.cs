namespace Spiderpool.Ipam.Selection.Matching;

/// <summary>Names of Kubernetes objects.</summary>
internal static class DnsName
{
    private const int MaxLength = 253;

    /// <summary>DNS-1123 subdomain: labels of a-z, 0-9 and inner '-', joined by '.', at most 253 characters.</summary>
    public static bool IsSubdomain(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength) return false;
        var previous = '.';
        foreach (var c in name)
        {
            var isEdge = c is '.' or '-';
            if (!isEdge && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)) return false;
            if (isEdge && previous == '.' || c == '.' && previous == '-') return false;
            previous = c;
        }
        return previous is not ('.' or '-');
    }

    /// <summary>Whether a text may be a wildcard over such names: of their length and free of blanks and controls.</summary>
    public static bool IsPlausiblePattern(ReadOnlySpan<char> pattern)
    {
        if (pattern.Length is 0 or > MaxLength) return false;
        foreach (var c in pattern)
        {
            if (c is <= ' ' or >= (char)127) return false;
        }
        return true;
    }

    /// <summary>Name of a network interface as the kernel takes it: 1 to 15 characters, no '/', ':' or blank.</summary>
    public static bool IsInterface(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 15 || name is "." or "..") return false;
        foreach (var c in name)
        {
            if (c is <= ' ' or >= (char)127 or '/' or ':') return false;
        }
        return true;
    }
}
