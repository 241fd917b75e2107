using System.Security.Cryptography;
using System.Text;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Texts as values of labels, which have at most 63 characters.</summary>
public static class LabelText
{
    private const int MaxLength = 63, HashLength = 10;

    /// <summary>The text, or its beginning and a hash when it is too long. The whole text is in the pool's podAffinity.</summary>
    public static string Of(string text) =>
        text.Length <= MaxLength ? text : $"{text[..(MaxLength - HashLength - 1)].TrimEnd('.', '-', '_')}-{Hash(text, HashLength)}";

    /// <summary>A CIDR (spec/crds.md 2): <c>172.18.0.0/16</c> becomes <c>172-18-0-0-16</c>.</summary>
    public static string OfCidr(string cidr) => cidr.Replace('.', '-').Replace(':', '-').Replace('/', '-');

    internal static string Hash(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
