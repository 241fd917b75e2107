using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>Pure: the result of one network as the pod's status shows it.</summary>
internal static class AttachmentStatus
{
    /// <param name="network">The network.</param>
    /// <param name="result">What its plugins answered.</param>
    /// <param name="first">Name of the interface that Kubernetes knows the pod by.</param>
    public static NetworkStatus Of(DelegateNetwork network, CniResult result, string first)
    {
        var ifName = network.Attachment.IfName;
        var nic = result.Interfaces.FirstOrDefault(item => item.Name == ifName && item.Sandbox is { Length: > 0 });
        var addresses = result.Ips.Where(ip => ip.Interface is not { } index || result.Interfaces[index] == nic);
        List<string> gateways = [.. result.Routes.Where(route => route.Destination.Length == 0).Select(route => route.Gateway?.ToString())
            .OfType<string>()];
        return new NetworkStatus
        {
            Name = network.Name,
            Interface = ifName,
            Ips = [.. addresses.Select(ip => ip.Address.Address.ToString())],
            Mac = nic?.Mac,
            Mtu = nic?.Mtu,
            Default = ifName == first,
            Gateway = gateways.Count > 0 ? gateways : null,
            Dns = new Dns
            {
                Domain = result.Dns.Domain,
                Nameservers = OrNull(result.Dns.Nameservers),
                Search = OrNull(result.Dns.Search),
                Options = OrNull(result.Dns.Options),
            },
        };
    }

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> texts) => texts.Count > 0 ? texts : null;
}
