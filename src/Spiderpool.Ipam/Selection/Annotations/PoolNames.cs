using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>What users may write where a pool is named.</summary>
internal static class PoolNames
{
    /// <summary>Null for a pool name (DNS-1123 subdomain) or a well-formed wildcard, else what is wrong.</summary>
    public static string? WhyInvalid(string name)
    {
        if (!Glob.IsGlob(name))
        {
            return DnsName.IsSubdomain(name) ? null : "is not a pool name (lower-case letters, digits, '-', '.')";
        }
        var isWellFormed = DnsName.IsPlausiblePattern(name) && Glob.TryParse(name, out _);
        return isWellFormed ? null : "is not a well-formed wildcard (* ? [a-z] [^a-z])";
    }
}
