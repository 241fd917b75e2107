using System.Text;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Goes on if the register is, or is not, the value.</summary>
public sealed record NftCompare(bool Equal, ReadOnlyMemory<byte> Value) : NftExpression("cmp")
{
    /// <summary>NF_CT_STATE_BIT(IP_CT_NEW).</summary>
    public const uint NewConnection = 8;

    private const int NameSize = 16;

    private const ushort SourceAttribute = 1, OperationAttribute = 2, DataAttribute = 3;

    public static NftCompare Is(uint value) => new(true, BitConverter.GetBytes(value));

    public static NftCompare IsNot(uint value) => new(false, BitConverter.GetBytes(value));

    /// <summary>Whether a name of a link is this one.</summary>
    public static NftCompare IsLink(string name)
    {
        var value = new byte[NameSize];
        Encoding.UTF8.GetBytes(name, value.AsSpan(0, NameSize - 1));
        return new NftCompare(true, value);
    }

    internal override void WriteData(ref NetlinkWriter writer)
    {
        writer.AttributeBigEndian(SourceAttribute, Register);
        writer.AttributeBigEndian(OperationAttribute, Equal ? 0u : 1u);
        NftData.Write(ref writer, DataAttribute, Value.Span);
    }

    public override string ToString() => $"cmp {(Equal ? "eq" : "neq")} reg 1 {Hex(Value)}";
}
