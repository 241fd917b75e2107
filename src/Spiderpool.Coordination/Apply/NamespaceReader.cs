using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;
using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Apply;

/// <summary>Reads a namespace into the terms of plans, in which links have names.</summary>
internal static class NamespaceReader
{
    private static readonly IPFamily[] Families = [IPFamily.IPv4, IPFamily.IPv6];

    public static NamespaceState ReadPod(NamespaceSockets sockets) =>
        Read(sockets, rules => null) with { Tables = ReadTables(sockets), Sysctls = ReadSysctls(sockets) };

    public static NamespaceState ReadHost(NamespaceSockets sockets, uint table) => Read(sockets, rules =>
    [
        LinkRoute.MainTable,
        .. rules.Where(rule => rule.IsForAll && rule.Priority == PodNames.HostPriority).Select(rule => rule.Table).Append(table).Distinct(),
    ]);

    /// <param name="sockets">The namespace.</param>
    /// <param name="tables">Tables whose routes are read, by the rules; null for all.</param>
    private static NamespaceState Read(NamespaceSockets sockets, Func<IEnumerable<LinkRule>, IReadOnlyList<uint>?> tables)
    {
        var netlink = sockets.Netlink;
        var links = netlink.ListLinks().Where(link => !link.IsLoopback).ToDictionary(link => link.Index);
        var rules = Families.SelectMany(netlink.ListRules).Where(rule => rule.Action == RuleAction.Table).Select(KernelTerms.Of).ToList();
        var routes = tables(rules) is { } wanted
            ? Families.SelectMany(family => wanted.SelectMany(table => netlink.ListRoutes(family, table)))
            : Families.SelectMany(family => netlink.ListRoutes(family));
        return new NamespaceState
        {
            Links = [.. links.Values.OrderBy(link => link.Index).Select(KernelTerms.Of)],
            Addresses =
            [
                .. netlink.ListAddresses().Where(entry => links.ContainsKey(entry.LinkIndex))
                    .Select(entry => new LinkAddress(links[entry.LinkIndex].Name, entry.Prefix)),
            ],
            Routes = [.. routes.SelectMany(route => KernelTerms.Of(route, index => links.GetValueOrDefault(index)?.Name))],
            Rules = rules,
            Neighbours =
            [
                .. netlink.ListNeighbours().Where(entry => links.ContainsKey(entry.LinkIndex) && !entry.State.HasFlag(NeighbourState.NoArp))
                    .Select(entry => KernelTerms.Of(entry, links[entry.LinkIndex].Name)),
            ],
        };
    }

    private static List<NftTable> ReadTables(NamespaceSockets sockets)
    {
        try
        {
            return [.. Families.Select(family => sockets.Tables.FindTable(family, Ownership.TableName)).OfType<NftTable>()];
        }
        catch (SystemCallException e) when (e.Errno is Errno.EPROTONOSUPPORT or Errno.EOPNOTSUPP or Errno.EINVAL)
        {
            // The kernel knows no tables, so it has none; the step that sets one says so, where one is needed.
            return [];
        }
    }

    private static Dictionary<SysctlName, int> ReadSysctls(NamespaceSockets sockets) => sockets.Target!.Run(() =>
    {
        var values = new Dictionary<SysctlName, int>();
        var here = new SysctlTree();
        foreach (var name in PodSysctls.All)
        {
            try
            {
                if (int.TryParse(here.Read(name), out var value)) values[name] = value;
            }
            catch (SystemCallException e) when (e.Errno == Errno.ENOENT)
            {
                // IPv6 is not compiled in, or there is no such link yet.
            }
        }
        return values;
    });
}
