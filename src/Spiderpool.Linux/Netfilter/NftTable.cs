using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netfilter;

/// <summary>
/// A table of nftables with all that is in it. Two are equal if their texts are: what the kernel gives back of a table that
/// was set is equal to it.
/// </summary>
/// <param name="Family">Family of the packets.</param>
/// <param name="Name">Name, at most 128 bytes.</param>
/// <param name="Chains">Its chains, each with a hook.</param>
public sealed record NftTable(IPFamily Family, string Name, IReadOnlyList<NftChain> Chains)
{
    public bool Equals(NftTable? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary><c>ip spiderpool_coordinator</c>, as nft(8) names a table.</summary>
    public string Id => $"{(Family == IPFamily.IPv4 ? "ip" : "ip6")} {Name}";

    /// <summary>One line for the table, each chain and each rule, the rules in the form of <c>nft --debug=netlink</c>.</summary>
    public override string ToString() => string.Join('\n', [$"table {Id}", .. Chains.Select(chain => chain.ToString())]);
}
