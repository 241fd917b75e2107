using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

public sealed partial class AddPlan
{
    /// <returns>Whether the interface gets another MAC address.</returns>
    private bool SetProperties()
    {
        if (_options.TxQueueLength > 0) _pod.EnsureTxQueueLength(Current, _options.TxQueueLength);
        if (_options.MacPrefix is not { } prefix) return false;
        if (_pod.FindLink(Current)!.Kind == "ipvlan")
        {
            _warnings.Add($"{Current} keeps its MAC address in spite of podMACPrefix {prefix}: an ipvlan has that of its parent");
            return false;
        }
        return _pod.EnsureMac(Current, prefix.With(_pod.GlobalAddresses(Current)[0].Address));
    }

    private PodLayout Connect(bool isOverlay)
    {
        if (!isOverlay && IsFirst) EnsurePair();
        var name = isOverlay ? First : PodNames.Veth;
        var podLink = _pod.FindLink(name) ?? throw Missing($"the pod has no interface {name}");
        var hostLink = PeerOf(podLink) ?? throw Missing($"{name} of the pod is no veth, or its other end is not in the host's namespace");
        var families = _pod.GlobalAddresses(Current).Select(address => address.Family).Distinct().ToList();
        var podAddresses = _pod.Addresses.Where(address => address.IsGlobal && address.Link != PodNames.Veth)
            // The first interface's choose the gateway, whichever interface is at hand.
            .OrderBy(address => address.Link != First).Select(address => address.Address).ToList();
        return new PodLayout(isOverlay, name, MacOf(podLink), hostLink.Name, MacOf(hostLink))
        {
            Families = families,
            HostAddresses = podAddresses.Select(address => address.Family).Distinct()
                .SelectMany(family => HostAddresses.Of(_host, podAddresses, family))
                .ToLookup(address => address.Family),
        };

        ReasonException Missing(string detail) => new(Reason.HostLinkMissing, $"{Current}: no way to the node: {detail}");

        MacAddress MacOf(LinkState link) => link.Mac ?? throw Missing($"{link.Name} has no MAC address");
    }

    private void EnsurePair()
    {
        var hostName = Ownership.HostVeth(_attachment.ContainerId);
        if (_pod.FindLink(PodNames.Veth) is { } there && PeerOf(there)?.Name != hostName) _pod.RemoveLink(PodNames.Veth);
        if (_pod.FindLink(PodNames.Veth) is null)
        {
            // Of an earlier try whose namespace went away.
            if (_host.FindLink(hostName) is not null) _host.RemoveLink(hostName);
            var (podMac, hostMac) = (MacOf("pod"), MacOf("host"));
            _steps.Add(new AddVethStep(PodNames.Veth, podMac, hostName, hostMac, _options.VethMtu));
            _pod.Expect(new LinkState(PodNames.Veth) { Kind = "veth", Mac = podMac });
            _host.Expect(new LinkState(hostName) { Kind = "veth", Mac = hostMac });
            _pod.Expect(PodSysctls.MarkInFilter, 0);
            if (_pod.Sysctl(PodSysctls.DisableIPv6("default")) is { } disabled)
                _pod.Expect(PodSysctls.DisableIPv6(PodNames.Veth), disabled);
        }
        _host.EnsureAlias(hostName, Ownership.Alias(_attachment.Network, _attachment.ContainerId));
        _pod.EnsureUp(PodNames.Veth);
        _host.EnsureUp(hostName);
        var hasIPv4 = _pod.Addresses.Any(address => address.IsGlobal && address.Family == IPFamily.IPv4 && address.Link != PodNames.Veth);
        if (_options.VethLinkAddress is { } linkAddress && hasIPv4)
            _pod.EnsureAddress(new LinkAddress(PodNames.Veth, Prefix.Host(linkAddress)));
    }

    private LinkState? PeerOf(LinkState podLink)
    {
        // A pair that this plan makes has no index yet.
        if (podLink.Index == 0) return _host.FindLink(Ownership.HostVeth(_attachment.ContainerId));
        return podLink.PeerIndex == 0
            ? null
            : _host.Links.FirstOrDefault(link => link.Index == podLink.PeerIndex && link.PeerIndex == podLink.Index);
    }

    /// <summary>The same for each try. What else has it does not matter: the pair is a link of two.</summary>
    private MacAddress MacOf(string end)
    {
        // FNV-1a: the library's hashes would need OpenSSL on the node.
        var hash = 14695981039346656037ul;
        foreach (var c in $"{_attachment.ContainerId}/{end}") hash = (hash ^ c) * 1099511628211ul;
        var bytes = BitConverter.GetBytes(hash ^ hash >> 32);
        bytes[0] = (byte)(bytes[0] & 0xFC | 0x02);
        return MacAddress.FromBytes(bytes);
    }

    private void SetSysctls(PodLayout layout)
    {
        if (layout.Families.Contains(IPFamily.IPv6))
        {
            var veth = PodSysctls.DisableIPv6(layout.IsOverlay ? "default" : PodNames.Veth);
            _pod.EnsureSysctl(PodSysctls.DisableIPv6("all"), 0, PodSysctls.DisableIPv6("default"), veth);
        }
        if (_options.PodRPFilter is not { } filter) return;
        _pod.EnsureSysctl(PodSysctls.ReversePathFilter, filter);
        // A strict filter must look the way back up as the reply will: by the mark.
        if (filter > 0 && !layout.IsOverlay) _pod.EnsureSysctl(PodSysctls.MarkInFilter, 1);
    }
}
