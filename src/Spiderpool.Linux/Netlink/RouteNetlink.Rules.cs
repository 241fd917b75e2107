using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Adds a rule.</summary>
    /// <exception cref="NetlinkException">EEXIST: there is one with the same priority and selectors.</exception>
    public void AddRule(RuleEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        RuleCodec.Write(ref writer, RouteMessageType.NewRule, NetlinkFlags.Create | NetlinkFlags.Exclusive, entry);
        Socket.Execute(ref writer).ThrowIfFailed($"add rule {entry}");
    }

    /// <summary>Deletes the first rule that has all that the entry says.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteRule(RuleEntry entry)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        RuleCodec.Write(ref writer, RouteMessageType.DeleteRule, NetlinkFlags.None, entry);
        var result = Socket.Execute(ref writer);
        if (!Deleted(result)) return false;
        result.ThrowIfFailed($"delete rule {entry}");
        return true;
    }

    /// <summary>Lists the rules of a family in the order in which they are asked.</summary>
    public IReadOnlyList<RuleEntry> ListRules(IPFamily family)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        RuleCodec.List(ref writer, family);
        var entries = new List<RuleEntry>();
        Socket.Dump(ref writer, RuleCodec.Parse, entries).ThrowIfFailed($"list {family} rules");
        return entries;
    }
}
