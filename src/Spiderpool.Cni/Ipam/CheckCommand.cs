using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>CHECK: the addresses on record, those of the result of ADD, and those of the kernel must be the same.</summary>
internal sealed class CheckCommand(IpamSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var (environment, pod) = (call.Environment, call.Environment.Pod.Require());
        var result = call.Conf.ReadPrevResult() ?? throw call.Conf.Root.Invalid("prevResult", "the result of ADD, which CHECK compares");
        using var netns = PodNamespace.Open(environment);
        var link = LinkState.Read(netns, environment.IfName);
        var endpoint = new AgentClient(settings.Agent, call.Time).GetEndpoint(pod.Namespace, pod.Name);
        var recorded = RecordedAddresses(endpoint, environment.IfName);
        var faults = Faults(endpoint, recorded, PreviousAddresses(result, environment.IfName), link, pod, environment.IfName);
        return faults.Count == 0
            ? null
            : throw new ReasonException(Reason.CheckFailed, $"{environment.IfName} of pod {pod}: {string.Join("; ", faults)}");
    }

    private static List<string> Faults(WorkloadEndpointStatus endpoint, List<Prefix> recorded, List<Prefix> previous,
        LinkState? link, PodArguments pod, string ifName)
    {
        var faults = new List<string>();
        if (pod.Uid.Length > 0 && endpoint.PodUID != pod.Uid) faults.Add($"the record belongs to pod UID {endpoint.PodUID}, not {pod.Uid}");
        if (recorded.Count == 0) faults.Add("no address is on record");
        foreach (var address in recorded)
        {
            if (!previous.Contains(address)) faults.Add($"{address} is on record and not in prevResult");
        }
        foreach (var address in previous)
        {
            if (!recorded.Contains(address)) faults.Add($"{address} is in prevResult and not on record");
        }
        if (link is null) faults.Add($"there is no interface {ifName}");
        if (link is { IsUp: false }) faults.Add("the interface is down");
        if (link is null) return faults;
        foreach (var address in recorded)
        {
            if (!link.Addresses.Contains(address)) faults.Add($"{address} is not on the interface");
        }
        return faults;
    }

    private static List<Prefix> RecordedAddresses(WorkloadEndpointStatus endpoint, string ifName)
    {
        var addresses = new List<Prefix>();
        foreach (var detail in endpoint.Interfaces)
        {
            if (detail.Interface != ifName) continue;
            if (Prefix.TryParse(detail.Ipv4, out var ipv4)) addresses.Add(ipv4);
            if (Prefix.TryParse(detail.Ipv6, out var ipv6)) addresses.Add(ipv6);
        }
        return addresses;
    }

    // The result of a whole chain lists other plugins' interfaces too; an address without an interface is of this one.
    private static List<Prefix> PreviousAddresses(CniResult result, string ifName)
    {
        var addresses = new List<Prefix>();
        foreach (var ip in result.Ips)
        {
            if (ip.Interface is not { } index || IsOfPod(result.Interfaces[index])) addresses.Add(ip.Address);
        }
        return addresses;

        bool IsOfPod(CniInterface item) => item.Name == ifName && item.Sandbox is { Length: > 0 };
    }
}
