using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>Values of expressions: NFTA_DATA_VALUE inside an attribute.</summary>
internal static class NftData
{
    private const ushort ValueAttribute = 1;

    public static void Write(ref NetlinkWriter writer, ushort type, ReadOnlySpan<byte> value)
    {
        var data = writer.BeginNested((ushort)(type | NftCodec.Nested));
        writer.Attribute(ValueAttribute, value);
        writer.EndNested(data);
    }

    public static ReadOnlySpan<byte> Read(NetlinkAttribute attribute) =>
        attribute.Nested.TryGet(ValueAttribute, out var value) ? value.Value : [];
}
