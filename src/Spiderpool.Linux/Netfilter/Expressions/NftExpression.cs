using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>A step of a rule. All that are here work on the register 1 of 16 bytes.</summary>
/// <param name="Name">Name of the kernel's expression.</param>
public abstract record NftExpression(string Name)
{
    private protected const uint Register = 1;

    /// <summary>Appends the attributes of the expression.</summary>
    internal abstract void WriteData(ref NetlinkWriter writer);

    private protected static string Hex(ReadOnlyMemory<byte> data) => $"0x{Convert.ToHexStringLower(data.Span)}";
}
