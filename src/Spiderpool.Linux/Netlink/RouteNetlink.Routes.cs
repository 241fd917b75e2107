using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Adds a route.</summary>
    /// <exception cref="NetlinkException">EEXIST: there is one; ENETUNREACH: the gateway is on no link.</exception>
    public void AddRoute(RouteEntry entry) => Add("add", NetlinkFlags.Create | NetlinkFlags.Exclusive, entry);

    /// <summary>Adds a route or changes that of the same destination, table and priority.</summary>
    public void ReplaceRoute(RouteEntry entry) => Add("replace", NetlinkFlags.Create | NetlinkFlags.Replace, entry);

    /// <summary>Adds a route behind others of the same destination; for IPv6 this adds a way to a multipath route.</summary>
    public void AppendRoute(RouteEntry entry) => Add("append", NetlinkFlags.Create | NetlinkFlags.Append, entry);

    /// <summary>
    /// Deletes the first route that has all that the entry says. <see cref="RouteKind.Unspecified"/> and
    /// <see cref="RouteProtocol.Unspecified"/> take any, as ip-route(8) does.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteRoute(RouteEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        try
        {
            RouteWriter.Write(ref writer, RouteMessageType.DeleteRoute, NetlinkFlags.None, entry);
            var result = Socket.Execute(ref writer);
            if (!Deleted(result)) return false;
            result.ThrowIfFailed($"delete route {entry}");
            return true;
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Lists the routes of a family.</summary>
    /// <param name="family">Family.</param>
    /// <param name="table">Only those of this table, which need not exist; of all if null.</param>
    public IReadOnlyList<RouteEntry> ListRoutes(IPFamily family, uint? table = null)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        RouteWriter.List(ref writer, family, table);
        var entries = new List<RouteEntry>();
        var result = Socket.Dump(ref writer, RouteParser.Parse, entries);
        // A table without a route does not exist.
        if (table is not null && result.Errno == Errno.ENOENT) return [];
        result.ThrowIfFailed($"list {family} routes of table {(table is { } number ? $"{number}" : "all")}");
        if (table is { } wanted) entries.RemoveAll(entry => entry.Table != wanted);
        return entries;
    }

    /// <summary>Asks the kernel which way a packet goes, by its rules and tables.</summary>
    /// <returns>The route, with the source address that the kernel would choose; null if there is no way.</returns>
    public RouteEntry? LookUpRoute(RouteQuery query)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        RouteWriter.Lookup(ref writer, query);
        var result = Socket.Get(ref writer, RouteParser.ParseLookup, out var entry);
        if (result.Errno is Errno.ENETUNREACH or Errno.EHOSTUNREACH) return null;
        result.ThrowIfFailed($"look up the route to {query.Destination}");
        return entry;
    }

    private string DeviceOf(int linkIndex) => linkIndex == 0 ? "" : $" dev {NameOf(linkIndex)}";

    private void Add(string verb, NetlinkFlags flags, RouteEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        try
        {
            RouteWriter.Write(ref writer, RouteMessageType.NewRoute, flags, entry);
            Socket.Execute(ref writer).ThrowIfFailed($"{verb} route {entry}{DeviceOf(entry.LinkIndex)}");
        }
        finally
        {
            writer.Dispose();
        }
    }
}
