using System.Security.Cryptography;
using System.Text;

namespace Spiderpool.Agent.Endpoints;

/// <summary>Value of the node label: a node name may have 253 characters, a label value 63.</summary>
public static class EndpointNodeLabel
{
    private const int MaxLength = 63;

    /// <summary>The name itself, or its head with a hash when it is too long.</summary>
    public static string Of(string node)
    {
        if (node.Length <= MaxLength) return node;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node)))[..10];
        return $"{node[..(MaxLength - 11)].TrimEnd('.', '-')}-{hash}";
    }
}
