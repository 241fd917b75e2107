using Spiderpool.Addressing;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Cni.Ipam;

/// <summary>Pure: how the record of an interface, the result of its ADD, and the kernel differ; all differences at once.</summary>
internal sealed class AttachmentFaults(PodArguments pod, string ifName)
{
    private readonly List<string> _faults = [];

    /// <param name="endpoint">The agent's record of the pod.</param>
    /// <param name="previous">What ADD answered for the interface.</param>
    /// <param name="link">What the kernel has; null when there is no interface.</param>
    /// <returns>One line each; empty when all is as it should be.</returns>
    public IReadOnlyList<string> Find(WorkloadEndpointStatus endpoint, InterfaceResult previous, LinkState? link)
    {
        if (pod.Uid.Length > 0 && endpoint.PodUID != pod.Uid)
            _faults.Add($"the record belongs to pod UID {Excerpt.Of(endpoint.PodUID)}, not {pod.Uid}");
        var recorded = Recorded(endpoint);
        if (recorded.Count == 0) _faults.Add("no address is on record");
        _faults.AddRange(recorded.Except(previous.Addresses).Select(address => $"{address} is on record and not in prevResult"));
        _faults.AddRange(previous.Addresses.Except(recorded).Select(address => $"{address} is in prevResult and not on record"));
        if (link is null) _faults.Add("there is no such interface in the namespace");
        else CompareLink(link, recorded, previous.Routes);
        return _faults;
    }

    private void CompareLink(LinkState link, IReadOnlyList<Prefix> addresses, IReadOnlyList<CniRoute> routes)
    {
        if (!link.IsUp) _faults.Add("the interface is down");
        foreach (var address in addresses)
        {
            var entry = link.Addresses.FirstOrDefault(entry => entry.Prefix == address);
            if (entry is null) _faults.Add($"{address} is not on the interface");
            else if (entry.Flags.HasFlag(AddressFlags.DadFailed)) _faults.Add($"another host has {address} (duplicate address detection)");
        }
        foreach (var route in routes)
        {
            if (!link.Routes.Any(entry => Leads(entry, route)))
                _faults.Add($"the route to {route.Destination.Network} via {route.Gateway} is not in the namespace");
        }
    }

    private List<Prefix> Recorded(WorkloadEndpointStatus endpoint)
    {
        var addresses = new List<Prefix>();
        foreach (var detail in endpoint.Interfaces)
        {
            if (detail.Interface != ifName) continue;
            foreach (var text in (ReadOnlySpan<string?>)[detail.Ipv4, detail.Ipv6])
            {
                if (string.IsNullOrEmpty(text)) continue;
                if (Prefix.TryParse(text, out var address)) addresses.Add(address);
                else _faults.Add($"the record has \"{Excerpt.Of(text)}\" for an address");
            }
        }
        return addresses;
    }

    private static bool Leads(RouteEntry entry, CniRoute route) =>
        entry.Destination.Network == route.Destination.Network
        && (entry.Gateway == route.Gateway || entry.NextHops.Any(hop => hop.Gateway == route.Gateway));
}
