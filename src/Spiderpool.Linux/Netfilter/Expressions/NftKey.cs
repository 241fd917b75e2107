namespace Spiderpool.Linux.Netfilter;

/// <summary>A property that rules read or set (enum nft_meta_keys, enum nft_ct_keys).</summary>
/// <param name="Expression">meta or ct.</param>
/// <param name="Text">Name as nft(8) has it.</param>
/// <param name="Number">Number in its enum.</param>
public sealed record NftKey(string Expression, string Text, uint Number)
{
    public static readonly NftKey PacketMark = new("meta", "mark", 3);

    /// <summary>Name of the link that the packet came in by, 16 bytes.</summary>
    public static readonly NftKey InputLinkName = new("meta", "iifname", 6);

    /// <summary>State of the connection, one bit for each (<see cref="NftCompare.NewConnection"/>).</summary>
    public static readonly NftKey ConnectionState = new("ct", "state", 0);

    public static readonly NftKey ConnectionMark = new("ct", "mark", 3);

    // NFTA_META_SREG and NFTA_CT_SREG differ.
    internal ushort SourceAttribute => Expression == "meta" ? (ushort)3 : (ushort)4;

    internal static NftKey Of(string expression, uint number) =>
        ((ReadOnlySpan<NftKey>)[PacketMark, InputLinkName, ConnectionState, ConnectionMark]).ToArray()
            .FirstOrDefault(key => key.Expression == expression && key.Number == number) ?? new NftKey(expression, $"{number}", number);

    public override string ToString() => $"{Expression} {Text}";
}
