using System.Text;
using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Names of automatic pools (spec/ipam.md 7.3): <c>auto4-web-eth0-1a2b3</c>.</summary>
public static class AutomaticPoolName
{
    private const int MaxLength = 253, UidLength = 5, HashLength = 8;

    /// <param name="group">What the pool is for.</param>
    /// <param name="subnet">Name of the subnet. The pool of the first one has the plain name, that of a further one a longer name.</param>
    /// <param name="isTaken">Whether another pool has the name: five digits of a UID can be those of two applications.</param>
    public static string Of(PoolGroup group, string subnet, Func<string, bool> isTaken)
    {
        var plain = Text(group, "");
        if (subnet == group.Subnets[0] && !isTaken(plain)) return plain;
        var app = group.Application;
        return Text(group, "-" + LabelText.Hash($"{app.ApiVersion}/{app.Kind}/{app.Namespace}/{app.Uid}/{subnet}", HashLength));
    }

    private static string Text(PoolGroup group, string end)
    {
        var uid = group.Application.Uid;
        var lastPart = uid[(uid.LastIndexOf('-') + 1)..];
        var digits = lastPart[..Math.Min(UidLength, lastPart.Length)];
        var tail = Sanitized($"-{group.Nic}-{digits}{end}");
        var head = $"auto{(group.Family == IPFamily.IPv4 ? 4 : 6)}-";
        var room = MaxLength - head.Length - tail.Length;
        var name = Sanitized(group.Application.Name);
        return (head + name[..Math.Min(room, name.Length)].TrimEnd('.', '-') + tail).TrimEnd('-');
    }

    /// <summary>Interfaces and kinds of third parties have characters that names of objects have not.</summary>
    private static string Sanitized(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            var isSafe = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-';
            // A dot must have a letter or a digit on both sides.
            builder.Append(isSafe || (c == '.' && builder.Length > 0 && char.IsAsciiLetterOrDigit(builder[^1])) ? c : '-');
        }
        return builder.Replace(".-", "--").ToString();
    }
}
