using Spiderpool.Addressing;
using Spiderpool.Linux.Probes;

namespace Spiderpool.Cni.Ipam;

/// <summary>Pure: what to ask the link before the addresses of an allocation may be used, and what to tell it after.</summary>
/// <param name="Conflicts">Addresses that another host might have.</param>
/// <param name="Gateways">Gateways that must answer, each once.</param>
/// <param name="Announcements">Addresses to announce when all is well.</param>
internal sealed record ProbePlan(
    IReadOnlyList<Address> Conflicts, IReadOnlyList<GatewayQuestion> Gateways, IReadOnlyList<Address> Announcements)
{
    /// <summary>Whether the answers decide about the call; without, an announcement is all that there is to do.</summary>
    public bool MustAsk => Conflicts.Count + Gateways.Count > 0;

    public static ProbePlan Of(InterfaceAllocation allocation)
    {
        var gateways = new List<GatewayQuestion>();
        foreach (var item in allocation.Addresses)
        {
            if (!item.DetectGateway || item.Gateway is not { } gateway) continue;
            if (!gateways.Exists(question => question.Gateway == gateway)) gateways.Add(new GatewayQuestion(gateway, item.Address.Address));
        }
        return new ProbePlan(
            [.. allocation.Addresses.Where(item => item.DetectConflict).Select(item => item.Address.Address)],
            gateways,
            [.. allocation.Addresses.Select(item => item.Address.Address)]);
    }
}
