using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Sets an address on a link.</summary>
    /// <exception cref="NetlinkException">EEXIST: the link has the address; ENODEV: there is no such link.</exception>
    public void AddAddress(AddressEntry entry) => Add("add", NetlinkFlags.Create | NetlinkFlags.Exclusive, entry);

    /// <summary>Sets an address on a link, or the flags and lifetimes of one that is there.</summary>
    public void ReplaceAddress(AddressEntry entry) => Add("replace", NetlinkFlags.Create | NetlinkFlags.Replace, entry);

    /// <summary>Removes an address of a link.</summary>
    /// <returns>Whether the link had the address.</returns>
    public bool DeleteAddress(AddressEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        AddressCodec.Write(ref writer, RouteMessageType.DeleteAddress, NetlinkFlags.None, entry);
        var result = Socket.Execute(ref writer);
        if (!Deleted(result)) return false;
        result.ThrowIfFailed($"delete address {entry.Prefix} of {NameOf(entry.LinkIndex)}");
        return true;
    }

    /// <summary>Lists addresses.</summary>
    /// <param name="linkIndex">Only those of this link; of all links if null.</param>
    /// <param name="family">Only those of this family; of both if null.</param>
    public IReadOnlyList<AddressEntry> ListAddresses(int? linkIndex = null, IPFamily? family = null)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        AddressCodec.List(ref writer, linkIndex ?? 0, family);
        var entries = new List<AddressEntry>();
        var result = Socket.Dump(ref writer, AddressCodec.Parse, entries);
        if (linkIndex is not null && result.Errno == Errno.ENODEV) return [];
        result.ThrowIfFailed($"list addresses of {(linkIndex is { } index ? NameOf(index) : "all links")}");
        // A kernel without strict checking does not filter.
        if (linkIndex is { } wanted) entries.RemoveAll(entry => entry.LinkIndex != wanted);
        return entries;
    }

    private void Add(string verb, NetlinkFlags flags, AddressEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        AddressCodec.Write(ref writer, RouteMessageType.NewAddress, flags, entry);
        Socket.Execute(ref writer).ThrowIfFailed($"{verb} address {entry.Prefix} to {NameOf(entry.LinkIndex)}");
    }
}
