using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// A namespace as it will be after the steps so far. Each method adds the step that makes something so, unless it is so.
/// </summary>
internal sealed partial class NamespaceDraft(Place place, NamespaceState state, List<PlanStep> steps)
{
    private readonly List<LinkState> _links = [.. state.Links];
    private readonly List<LinkAddress> _addresses = [.. state.Addresses];
    private readonly List<LinkNeighbour> _neighbours = [.. state.Neighbours];
    private readonly Dictionary<SysctlName, int> _sysctls = new(state.Sysctls);

    public IReadOnlyList<LinkState> Links => _links;

    public IReadOnlyList<LinkAddress> Addresses => _addresses;

    public IReadOnlyList<LinkNeighbour> Neighbours => _neighbours;

    public LinkState? FindLink(string name) => _links.Find(link => link.Name == name);

    public List<LinkAddress> GlobalAddresses(string link) => _addresses.FindAll(address => address.Link == link && address.IsGlobal);

    /// <summary>The first address of a family that others reach the link by.</summary>
    public Address? FirstAddress(string link, IPFamily family) =>
        _addresses.Find(address => address.Link == link && address.IsGlobal && address.Family == family)?.Address;

    public void EnsureUp(string link)
    {
        if (FindLink(link) is { IsUp: false }) Change(new ChangeLinkStep(place, link) { Up = true });
    }

    /// <returns>Whether the link had another MAC address.</returns>
    public bool EnsureMac(string link, MacAddress mac)
    {
        if (FindLink(link)?.Mac == mac) return false;
        Change(new ChangeLinkStep(place, link) { Mac = mac });
        return true;
    }

    public void EnsureTxQueueLength(string link, int length)
    {
        if (FindLink(link) is { } found && found.TxQueueLength != length)
            Change(new ChangeLinkStep(place, link) { TxQueueLength = length });
    }

    public void EnsureAlias(string link, string alias)
    {
        if (FindLink(link) is { } found && found.Alias != alias) Change(new ChangeLinkStep(place, link) { Alias = alias });
    }

    /// <summary>What the step that makes it leaves to be told here.</summary>
    public void Expect(LinkState link) => _links.Add(link);

    /// <summary>A parameter of a link that comes has this value at first.</summary>
    public void Expect(SysctlName name, int value) => _sysctls[name] = value;

    /// <summary>Value of a parameter; null if the kernel does not have it.</summary>
    public int? Sysctl(SysctlName name) => _sysctls.TryGetValue(name, out var value) ? value : null;

    public void RemoveLink(string name)
    {
        steps.Add(new DeleteLinkStep(place, name));
        Forget(name);
    }

    /// <summary>The link goes with another, and all that is on it with it.</summary>
    public void Forget(string name)
    {
        _links.RemoveAll(link => link.Name == name);
        _addresses.RemoveAll(address => address.Link == name);
        _routes.RemoveAll(route => route.Link == name);
        _neighbours.RemoveAll(neighbour => neighbour.Link == name);
    }

    public void EnsureAddress(LinkAddress address)
    {
        if (_addresses.Contains(address)) return;
        steps.Add(new AddAddressStep(place, address));
        _addresses.Add(address);
    }

    public void EnsureNeighbour(LinkNeighbour neighbour)
    {
        if (_neighbours.Contains(neighbour)) return;
        steps.Add(new SetNeighbourStep(place, neighbour));
        _neighbours.RemoveAll(other => other.Link == neighbour.Link && other.Address == neighbour.Address);
        _neighbours.Add(neighbour);
    }

    public void RemoveNeighbours(Predicate<LinkNeighbour> which)
    {
        foreach (var neighbour in _neighbours.FindAll(which)) steps.Add(new DeleteNeighbourStep(place, neighbour));
        _neighbours.RemoveAll(which);
    }

    /// <param name="shadows">Parameters that follow the one that is set.</param>
    public void EnsureSysctl(SysctlName name, int value, params ReadOnlySpan<SysctlName> shadows)
    {
        var isSo = !_sysctls.TryGetValue(name, out var now) || now == value;
        foreach (var shadow in shadows) isSo &= !_sysctls.TryGetValue(shadow, out var other) || other == value;
        if (isSo) return;
        steps.Add(new SetSysctlStep(place, name, value));
        _sysctls[name] = value;
        foreach (var shadow in shadows) _sysctls[shadow] = value;
    }

    private void Change(ChangeLinkStep step)
    {
        steps.Add(step);
        var i = _links.FindIndex(link => link.Name == step.Name);
        if (i < 0) return;
        var link = _links[i];
        _links[i] = link with
        {
            IsUp = step.Up ?? link.IsUp,
            Mac = step.Mac ?? link.Mac,
            TxQueueLength = step.TxQueueLength ?? link.TxQueueLength,
            Alias = step.Alias ?? link.Alias,
        };
    }
}
