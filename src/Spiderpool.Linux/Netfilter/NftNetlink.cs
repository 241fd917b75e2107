using Spiderpool.Addressing;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>
/// Tables of nftables of one network namespace, over netlink and without the program nft(8). A change is a transaction:
/// the kernel makes all of it or nothing. May be used from any thread.
/// </summary>
public sealed class NftNetlink(NetlinkSocket socket) : IDisposable
{
    private const int RequestSize = 2048;

    /// <summary>Opens a socket in the given namespace, or in the calling thread's.</summary>
    /// <exception cref="SystemCallException">The kernel has no netfilter.</exception>
    public static NftNetlink Open(NetworkNamespace? target = null, NetlinkOptions? options = null) =>
        new(NetlinkSocket.Open(NetlinkProtocol.Netfilter, target, options));

    /// <summary>Makes a table, or puts it in the place of one of its name.</summary>
    /// <exception cref="NetlinkException">The kernel has no nf_tables, or lacks an expression (ENOENT, EOPNOTSUPP).</exception>
    public void SetTable(NftTable table)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        try
        {
            NftCodec.BeginBatch(ref writer);
            // The deletion needs a table; the first message makes one where there is none.
            NftCodec.AddTable(ref writer, table.Family, table.Name);
            NftCodec.DeleteTable(ref writer, table.Family, table.Name);
            NftCodec.AddTable(ref writer, table.Family, table.Name);
            foreach (var chain in table.Chains)
            {
                NftCodec.AddChain(ref writer, table, chain);
                foreach (var rule in chain.Rules) NftCodec.AddRule(ref writer, table, chain, rule);
            }
            NftCodec.EndBatch(ref writer);
            socket.ExecuteBatch(ref writer).ThrowIfFailed($"set nftables table {table.Id}");
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Deletes a table with all that is in it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteTable(IPFamily family, string name)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NftCodec.BeginBatch(ref writer);
        NftCodec.DeleteTable(ref writer, family, name);
        NftCodec.EndBatch(ref writer);
        var result = socket.ExecuteBatch(ref writer);
        if (result.Errno == Errno.ENOENT) return false;
        result.ThrowIfFailed($"delete nftables table {name} ({family})");
        return true;
    }

    /// <summary>Names of the tables of a family.</summary>
    public IReadOnlyList<string> ListTables(IPFamily family)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NftCodec.ListTables(ref writer, family);
        var names = new List<string>();
        socket.Dump(ref writer, NftCodec.ParseTableName, names).ThrowIfFailed($"list nftables tables ({family})");
        return names;
    }

    /// <summary>Reads a table with its chains that have a hook, and their rules.</summary>
    /// <returns>Null if there is none of the name.</returns>
    public NftTable? FindTable(IPFamily family, string name)
    {
        if (!ListTables(family).Contains(name)) return null;
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NftCodec.ListChains(ref writer, family);
        var chains = new List<(string Table, NftChain Chain)>();
        socket.Dump(ref writer, NftCodec.ParseChain, chains).ThrowIfFailed($"list nftables chains ({family})");
        writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NftCodec.ListRules(ref writer, family, name);
        var rules = new List<(string Table, string Chain, NftRule Rule)>();
        socket.Dump(ref writer, NftCodec.ParseRule, rules).ThrowIfFailed($"list nftables rules of {name} ({family})");
        return new NftTable(family, name,
        [
            .. chains.Where(item => item.Table == name).Select(item => item.Chain with
            {
                Rules = [.. rules.Where(rule => rule.Table == name && rule.Chain == item.Chain.Name).Select(rule => rule.Rule)],
            }),
        ]);
    }

    public void Dispose() => socket.Dispose();
}
