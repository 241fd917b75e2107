using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Adds a neighbour.</summary>
    /// <exception cref="NetlinkException">EEXIST: the kernel knows one of that address.</exception>
    public void AddNeighbour(NeighbourEntry entry) => Add("add", NetlinkFlags.Create | NetlinkFlags.Exclusive, entry);

    /// <summary>Adds a neighbour or changes the one of that address, also one that the kernel learned.</summary>
    public void ReplaceNeighbour(NeighbourEntry entry) => Add("replace", NetlinkFlags.Create | NetlinkFlags.Replace, entry);

    /// <summary>Deletes a neighbour or, if the entry is one, a proxy.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteNeighbour(NeighbourEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NeighbourCodec.Write(ref writer, RouteMessageType.DeleteNeighbour, NetlinkFlags.None, entry);
        var result = Socket.Execute(ref writer);
        if (!Deleted(result)) return false;
        result.ThrowIfFailed($"delete neighbour {entry.Address} on {NameOf(entry.LinkIndex)}");
        return true;
    }

    /// <summary>Lists neighbours, or proxies.</summary>
    /// <param name="linkIndex">Only those on this link; on all links if null.</param>
    /// <param name="family">Only those of this family; of both if null.</param>
    /// <param name="proxies">Proxies instead of neighbours.</param>
    public IReadOnlyList<NeighbourEntry> ListNeighbours(int? linkIndex = null, IPFamily? family = null, bool proxies = false)
    {
        var entries = new List<NeighbourEntry>();
        if (family is { } one)
        {
            List(one, entries);
            return entries;
        }
        // Without a family the kernel would also send the tables of bridges.
        var ipv6 = new List<NeighbourEntry>();
        List(IPFamily.IPv4, entries);
        List(IPFamily.IPv6, ipv6);
        return [.. entries, .. ipv6];

        void List(IPFamily wanted, List<NeighbourEntry> found)
        {
            var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
            NeighbourCodec.List(ref writer, linkIndex ?? 0, wanted, proxies);
            Socket.Dump(ref writer, NeighbourCodec.Parse, found).ThrowIfFailed($"list {wanted} neighbours");
            if (linkIndex is { } index) found.RemoveAll(entry => entry.LinkIndex != index);
        }
    }

    private void Add(string verb, NetlinkFlags flags, NeighbourEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NeighbourCodec.Write(ref writer, RouteMessageType.NewNeighbour, flags, entry);
        Socket.Execute(ref writer).ThrowIfFailed($"{verb} neighbour {entry.Address} on {NameOf(entry.LinkIndex)}");
    }
}
