using Spiderpool.Addressing;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Tests.Fixtures;

/// <summary>A network namespace of the model.</summary>
internal sealed class ModelNamespace
{
    public List<LinkState> Links { get; } = [];

    public List<LinkAddress> Addresses { get; } = [];

    public List<LinkRoute> Routes { get; } = [];

    public List<LinkRule> Rules { get; } = [];

    public List<LinkNeighbour> Neighbours { get; } = [];

    public List<NftTable> Tables { get; } = [];

    public Dictionary<SysctlName, int> Sysctls { get; } = new()
    {
        [PodSysctls.DisableIPv6("all")] = 0,
        [PodSysctls.DisableIPv6("default")] = 0,
        [PodSysctls.ReversePathFilter] = 0,
    };

    public NamespaceState State => new()
    {
        Links = [.. Links],
        Addresses = [.. Addresses],
        Routes = [.. Routes],
        Rules = [.. Rules.OrderBy(rule => rule.Priority)],
        Neighbours = [.. Neighbours],
        Tables = [.. Tables],
        Sysctls = new Dictionary<SysctlName, int>(Sysctls),
    };

    /// <summary>All objects but parameters, as texts without indexes, in an order of their own.</summary>
    public string[] Listing =>
    [
        .. Links.Select(link => $"link {link.Name} {link.Kind} {link.Mac} up={link.IsUp} {link.TxQueueLength} {link.Alias}")
            .Concat(Addresses.Select(address => $"address {address}"))
            .Concat(Routes.Select(route => $"route {route}"))
            .Concat(Rules.Select(rule => $"rule {rule}"))
            .Concat(Neighbours.Select(neighbour => $"neighbour {neighbour}"))
            .Concat(Tables.Select(table => $"table {table}")).Order(StringComparer.Ordinal),
    ];

    public void Change(string name, Func<LinkState, LinkState> change)
    {
        var i = Links.FindIndex(link => link.Name == name);
        if (i < 0) throw new InvalidOperationException($"the kernel has no link {name}");
        Links[i] = change(Links[i]);
    }

    public void Drop(string link)
    {
        Links.RemoveAll(other => other.Name == link);
        Addresses.RemoveAll(address => address.Link == link);
        Routes.RemoveAll(route => route.Link == link);
        Neighbours.RemoveAll(neighbour => neighbour.Link == link);
        MarkMultipath();
    }

    /// <summary>IPv6 routes of one destination and metric are one route of several ways.</summary>
    public void MarkMultipath()
    {
        for (var i = 0; i < Routes.Count; i++)
        {
            if (Routes[i].Family != IPFamily.IPv6 || Routes[i].Gateway is null) continue;
            Routes[i] = Routes[i] with { IsMultipath = Routes.Count(other => other.HasKeyOf(Routes[i]) && other.Gateway is not null) > 1 };
        }
    }

    /// <summary>The route that a packet takes.</summary>
    public LinkRoute? LookUp(string destination, string? source = null, uint mark = 0)
    {
        var to = Address.Parse(destination);
        var rules = Rules.Where(rule => rule.Family == to.Family).OrderBy(rule => rule.Priority)
            .Where(rule => rule.From is not { } from || (source is not null && from.Contains(Address.Parse(source))))
            .Where(rule => rule.Mark is not { } wanted || wanted == mark).Select(rule => rule.Table).Append(LinkRoute.MainTable);
        return rules.Select(table => Routes.Where(route => route.Table == table && route.Destination.Contains(to))
            .OrderByDescending(route => route.Destination.Length).ThenBy(route => route.Metric).FirstOrDefault())
            .FirstOrDefault(route => route is not null);
    }
}
